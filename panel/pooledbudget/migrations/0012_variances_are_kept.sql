-- What was found stays as it was found; an alert can only end, and a plan too, once.
CREATE TRIGGER alert_keeps_what_was_found BEFORE UPDATE ON pooledbudget_variancealert
    FOR EACH ROW WHEN (
        (
            OLD.fund_year_id, OLD.agency_id, OLD.level_basis_points, OLD.forecast_id,
            OLD.variance_pence, OLD.variance_basis_points, OLD.plan_due_on, OLD.raised_at
        ) IS DISTINCT FROM (
            NEW.fund_year_id, NEW.agency_id, NEW.level_basis_points, NEW.forecast_id,
            NEW.variance_pence, NEW.variance_basis_points, NEW.plan_due_on, NEW.raised_at
        )
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER alert_once_ended_is_kept BEFORE UPDATE ON pooledbudget_variancealert
    FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER alert_is_never_deleted BEFORE DELETE OR TRUNCATE ON pooledbudget_variancealert
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER action_plan_keeps_what_was_planned BEFORE UPDATE ON pooledbudget_actionplan
    FOR EACH ROW WHEN (
        (OLD.fund_year_id, OLD.agency_id, OLD.owner_id, OLD.actions, OLD.made_at, OLD.made_by_id)
        IS DISTINCT FROM
        (NEW.fund_year_id, NEW.agency_id, NEW.owner_id, NEW.actions, NEW.made_at, NEW.made_by_id)
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER action_plan_once_ended_is_kept BEFORE UPDATE ON pooledbudget_actionplan
    FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER action_plan_is_never_deleted BEFORE DELETE OR TRUNCATE ON pooledbudget_actionplan
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER plan_progress_is_kept
    BEFORE UPDATE OR DELETE OR TRUNCATE ON pooledbudget_planprogress
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE DELETE, TRUNCATE ON pooledbudget_variancealert, pooledbudget_actionplan FROM panel_app;
REVOKE UPDATE, DELETE, TRUNCATE ON pooledbudget_planprogress FROM panel_app;
