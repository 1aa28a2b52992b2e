CREATE FUNCTION audit_hash(
    subject text, sequence integer, kind text, payload jsonb, at timestamptz, by text,
    previous_hash text
) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array(
        subject, sequence, kind, payload,
        to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), by, previous_hash
    )::text, 'UTF8')), 'hex')
$$;

-- The one way to write an event: numbers it, chains it to the one before, returns its number.
-- The advisory lock orders writers of one subject and is let go when their transaction ends.
CREATE FUNCTION audit_append(
    new_subject text, new_kind text, new_payload jsonb, new_at timestamptz, new_by text
) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    next_sequence integer;
    head text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('audit ' || new_subject, 0));
    SELECT sequence, hash INTO next_sequence, head FROM audit_event
        WHERE subject = new_subject ORDER BY sequence DESC LIMIT 1;
    next_sequence := coalesce(next_sequence, 0) + 1;
    head := coalesce(head, '');
    INSERT INTO audit_event (subject, sequence, kind, payload, at, by, previous_hash, hash)
    VALUES (new_subject, next_sequence, new_kind, new_payload, new_at, new_by, head,
            audit_hash(new_subject, next_sequence, new_kind, new_payload, new_at, new_by, head));
    RETURN next_sequence;
END
$$;

CREATE TRIGGER audit_event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_readevent_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_readevent
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON audit_event FROM panel_app;
REVOKE UPDATE, DELETE, TRUNCATE ON audit_readevent FROM panel_app;
REVOKE EXECUTE ON FUNCTION audit_append(text, text, jsonb, timestamptz, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_append(text, text, jsonb, timestamptz, text) TO panel_app;
