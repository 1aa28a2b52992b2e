-- A virement stays as it was proposed, and is posted or withdrawn once.
DROP TRIGGER pooledbudget_virement_is_kept ON pooledbudget_virement;
UPDATE pooledbudget_virement SET stage = 'posted' WHERE posted_at IS NOT NULL;
CREATE TRIGGER pooledbudget_virement_is_kept BEFORE UPDATE ON pooledbudget_virement
    FOR EACH ROW WHEN (
        OLD.stage <> 'proposed'
        OR (to_jsonb(OLD)
                - ARRAY['stage', 'posted_at', 'posted_by', 'withdrawn_at', 'withdrawn_by'])
            IS DISTINCT FROM (to_jsonb(NEW)
                - ARRAY['stage', 'posted_at', 'posted_by', 'withdrawn_at', 'withdrawn_by'])
    ) EXECUTE FUNCTION refuse_change();
