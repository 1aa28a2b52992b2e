-- A virement stays as it was proposed, and is posted once.
CREATE TRIGGER pooledbudget_virement_is_kept BEFORE UPDATE ON pooledbudget_virement
    FOR EACH ROW WHEN (
        OLD.posted_at IS NOT NULL
        OR (to_jsonb(OLD) - ARRAY['posted_at', 'posted_by'])
            IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['posted_at', 'posted_by'])
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pooledbudget_virement_is_never_deleted
    BEFORE DELETE OR TRUNCATE ON pooledbudget_virement
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pooledbudget_virementconsent_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON pooledbudget_virementconsent
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE DELETE, TRUNCATE ON pooledbudget_virement FROM panel_app;
REVOKE UPDATE, DELETE, TRUNCATE ON pooledbudget_virementconsent FROM panel_app;
