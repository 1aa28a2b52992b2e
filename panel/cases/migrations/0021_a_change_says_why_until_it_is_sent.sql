-- Of a change that is asked for only why may be written anew, while its request is written.
CREATE FUNCTION request_is_being_written(request bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT stage IN ('draft', 'returned') FROM cases_placementrequest WHERE id = request
$$;
DROP TRIGGER change_asked_is_append_only ON cases_placementchange;
CREATE TRIGGER change_asked_is_kept BEFORE UPDATE ON cases_placementchange
    FOR EACH ROW WHEN (
        (OLD.placement_id, OLD.placement_request_id, OLD.kind, OLD.applies_from, OLD.asked_at,
            OLD.asked_by_id)
            IS DISTINCT FROM
            (NEW.placement_id, NEW.placement_request_id, NEW.kind, NEW.applies_from, NEW.asked_at,
                NEW.asked_by_id)
        OR NOT request_is_being_written(OLD.placement_request_id)
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER change_asked_is_never_deleted BEFORE DELETE OR TRUNCATE ON cases_placementchange
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT UPDATE (reason) ON cases_placementchange TO panel_app;
