-- Of a step of a plan only one thing may change, once: that it is taken back.
DROP TRIGGER plan_step_is_append_only ON cases_planstep;
CREATE TRIGGER plan_step_is_kept BEFORE UPDATE ON cases_planstep
    FOR EACH ROW WHEN (
        (OLD.placement_request_id, OLD.kind, OLD.happened_on, OLD.recorded_at, OLD.recorded_by_id)
            IS DISTINCT FROM
            (NEW.placement_request_id, NEW.kind, NEW.happened_on, NEW.recorded_at,
                NEW.recorded_by_id)
        OR OLD.taken_back_at IS NOT NULL
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER plan_step_is_never_deleted BEFORE DELETE OR TRUNCATE ON cases_planstep
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT UPDATE (taken_back_at, taken_back_by_id, taken_back_because) ON cases_planstep TO panel_app;
