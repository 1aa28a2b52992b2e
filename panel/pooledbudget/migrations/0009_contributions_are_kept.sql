-- What was agreed of a contribution never changes, and it is approved once.
CREATE TRIGGER pooledbudget_agreedcontribution_is_kept
    BEFORE UPDATE ON pooledbudget_agreedcontribution
    FOR EACH ROW WHEN (
        OLD.approved_at IS NOT NULL
        OR (to_jsonb(OLD) - ARRAY['approved_at', 'approved_by'])
            IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['approved_at', 'approved_by'])
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pooledbudget_agreedcontribution_is_never_deleted
    BEFORE DELETE OR TRUNCATE ON pooledbudget_agreedcontribution
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pooledbudget_instalment_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON pooledbudget_instalment
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pooledbudget_instalmentreceipt_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON pooledbudget_instalmentreceipt
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE DELETE, TRUNCATE ON pooledbudget_agreedcontribution FROM panel_app;
REVOKE UPDATE, DELETE, TRUNCATE ON
    pooledbudget_instalment, pooledbudget_instalmentreceipt FROM panel_app;
