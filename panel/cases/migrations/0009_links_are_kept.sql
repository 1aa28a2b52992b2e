-- Who linked two requests, when and how, stays as it was said.
CREATE TRIGGER request_link_is_append_only BEFORE UPDATE OR DELETE ON cases_requestlink
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON cases_requestlink FROM panel_app;
