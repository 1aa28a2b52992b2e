-- Who pays may change after a request is sent in one way: by settling a dispute about it. What was
-- proposed is kept, and the shares of a settled line come to the whole of it.
CREATE FUNCTION settled_share_is_in_dispute() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    reached text;
BEGIN
    SELECT request.stage INTO reached
        FROM cases_costline AS line
        JOIN cases_placementoption AS option ON option.id = line.option_id
        JOIN cases_placementrequest AS request ON request.id = option.placement_request_id
        WHERE line.id = NEW.cost_line_id
        FOR SHARE OF request;
    IF reached <> 'disputed' THEN
        RAISE EXCEPTION 'shares are settled while their request is disputed, not %', reached
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION settled_shares_are_whole() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF (
        SELECT sum(basis_points) FROM cases_costshare
        WHERE cost_line_id = NEW.cost_line_id AND settlement = NEW.settlement
    ) <> 10000 THEN
        RAISE EXCEPTION 'the shares of settlement % don''t come to the whole line', NEW.settlement
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
$$;

DROP TRIGGER cost_share_is_added_in_time ON cases_costshare;
CREATE TRIGGER cost_share_is_added_in_time BEFORE INSERT ON cases_costshare
    FOR EACH ROW WHEN (current_user = 'panel_app' AND NEW.settlement = 0)
    EXECUTE FUNCTION share_is_written();
CREATE TRIGGER cost_share_is_settled_in_dispute BEFORE INSERT ON cases_costshare
    FOR EACH ROW WHEN (NEW.settlement > 0) EXECUTE FUNCTION settled_share_is_in_dispute();
CREATE CONSTRAINT TRIGGER cost_shares_settled_are_whole AFTER INSERT ON cases_costshare
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.settlement > 0) EXECUTE FUNCTION settled_shares_are_whole();
