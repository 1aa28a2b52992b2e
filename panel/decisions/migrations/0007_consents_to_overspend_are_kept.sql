-- By how much it goes over never changes, nor who consented, and it is authorised once.
CREATE TRIGGER decisions_overspend_is_kept BEFORE UPDATE ON decisions_overspend
    FOR EACH ROW WHEN (
        OLD.authorised_at IS NOT NULL
        OR (to_jsonb(OLD) - ARRAY['authorised_at', 'authorised_by'])
            IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['authorised_at', 'authorised_by'])
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decisions_overspend_is_never_deleted
    BEFORE DELETE OR TRUNCATE ON decisions_overspend
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decisions_overspendconsent_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions_overspendconsent
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE DELETE, TRUNCATE ON decisions_overspend FROM panel_app;
REVOKE UPDATE, DELETE, TRUNCATE ON decisions_overspendconsent FROM panel_app;
