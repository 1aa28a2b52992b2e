CREATE TRIGGER decision_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions_decision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_record_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions_decisionrecord
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER register_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions_registerentry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON decisions_decision, decisions_decisionrecord FROM panel_app;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON decisions_registerentry FROM panel_app;

CREATE FUNCTION register_hash(
    number integer, record_id bigint, content_sha256 text, pdf_sha256 text, signed_sha256 text,
    file text, issued_at timestamptz, previous_hash text
) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array(
        number, record_id, content_sha256, pdf_sha256, signed_sha256, file,
        to_char(issued_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), previous_hash
    )::text, 'UTF8')), 'hex')
$$;

-- The one way into the register: numbers the line, chains it to the one before.
CREATE FUNCTION register_append(
    new_record_id bigint, new_content_sha256 text, new_pdf_sha256 text, new_signed_sha256 text,
    new_file text, new_issued_at timestamptz
) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    next_number integer;
    head text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('decision register', 0));
    SELECT number, hash INTO next_number, head FROM decisions_registerentry
        ORDER BY number DESC LIMIT 1;
    next_number := coalesce(next_number, 0) + 1;
    head := coalesce(head, '');
    INSERT INTO decisions_registerentry (number, record_id, content_sha256, pdf_sha256,
        signed_sha256, file, issued_at, previous_hash, hash)
    VALUES (next_number, new_record_id, new_content_sha256, new_pdf_sha256,
        new_signed_sha256, new_file, new_issued_at, head,
        register_hash(next_number, new_record_id, new_content_sha256, new_pdf_sha256,
                      new_signed_sha256, new_file, new_issued_at, head));
    RETURN next_number;
END
$$;

REVOKE EXECUTE ON FUNCTION register_append(bigint, text, text, text, text, timestamptz)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION register_append(bigint, text, text, text, text, timestamptz)
    TO panel_app;
