-- What a letter says stays as it was written; once it is printed, everything of it does.
CREATE TRIGGER family_letter_is_kept BEFORE UPDATE ON decisions_familyletter
    FOR EACH ROW WHEN (
        OLD.printed_at IS NOT NULL
        OR (OLD.decision_id, OLD.content, OLD.content_sha256, OLD.written_at, OLD.written_by_id)
            IS DISTINCT FROM
            (NEW.decision_id, NEW.content, NEW.content_sha256, NEW.written_at, NEW.written_by_id)
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER family_letter_is_never_deleted BEFORE DELETE OR TRUNCATE ON decisions_familyletter
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE DELETE, TRUNCATE ON decisions_familyletter FROM panel_app;
