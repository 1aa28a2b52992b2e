-- What was done about a child's plan stays as it was recorded.
CREATE TRIGGER plan_step_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON cases_planstep
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON cases_planstep FROM panel_app;
