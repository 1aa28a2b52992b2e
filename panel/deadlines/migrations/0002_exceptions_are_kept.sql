-- Why a limit was said not to bind stays as it was recorded.
CREATE TRIGGER exception_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON deadlines_clockexception
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON deadlines_clockexception FROM panel_app;
