-- Of a restriction only one thing may change, once: that it is lifted.
CREATE TRIGGER restriction_is_kept BEFORE UPDATE ON cases_restriction
    FOR EACH ROW WHEN (
        (OLD.placement_request_id, OLD.reason, OLD.restricted_at, OLD.restricted_by_id)
            IS DISTINCT FROM
            (NEW.placement_request_id, NEW.reason, NEW.restricted_at, NEW.restricted_by_id)
        OR OLD.lifted_at IS NOT NULL
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER restriction_is_never_deleted BEFORE DELETE ON cases_restriction
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER restriction_keeps_its_names BEFORE UPDATE OR DELETE ON cases_restriction_named
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER emergency_access_is_kept BEFORE UPDATE OR DELETE ON cases_emergencyaccess
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
