-- Of a link only one thing may change, once: that it is taken back.
DROP TRIGGER request_link_is_append_only ON cases_requestlink;
CREATE TRIGGER request_link_is_kept BEFORE UPDATE ON cases_requestlink
    FOR EACH ROW WHEN (
        (OLD.placement_request_id, OLD.other_id, OLD.kind, OLD.linked_at, OLD.linked_by_id)
            IS DISTINCT FROM
            (NEW.placement_request_id, NEW.other_id, NEW.kind, NEW.linked_at, NEW.linked_by_id)
        OR OLD.removed_at IS NOT NULL
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER request_link_is_never_deleted BEFORE DELETE ON cases_requestlink
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
GRANT UPDATE (removed_at, removed_by_id, removed_because) ON cases_requestlink TO panel_app;
