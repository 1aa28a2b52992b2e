CREATE TRIGGER policy_version_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON policies_policyversion
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON policies_policyversion FROM panel_app;
