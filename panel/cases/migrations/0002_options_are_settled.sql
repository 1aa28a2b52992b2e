-- What was weighed stays as it was sent: once a request is neither a draft nor sent back, its
-- options, how they meet the needs, their cost lines and who pays can't be changed by anybody. The
-- owner may add what an older system decided, together with its request.
CREATE FUNCTION refuse_unless_written(request_id bigint, what text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    reached text;
BEGIN
    -- Shared, so that a request can't be sent in the same instant.
    SELECT stage INTO reached FROM cases_placementrequest WHERE id = request_id FOR SHARE;
    IF reached NOT IN ('draft', 'returned') THEN
        RAISE EXCEPTION '% can''t change while its request is %', what, reached
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END
$$;

CREATE FUNCTION option_is_written() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM refuse_unless_written(OLD.placement_request_id, TG_TABLE_NAME);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM refuse_unless_written(NEW.placement_request_id, TG_TABLE_NAME);
        RETURN NEW;
    END IF;
    RETURN OLD;
END
$$;

CREATE FUNCTION part_of_option_is_written() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM refuse_unless_written(placement_request_id, TG_TABLE_NAME)
            FROM cases_placementoption WHERE id = OLD.option_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM refuse_unless_written(placement_request_id, TG_TABLE_NAME)
            FROM cases_placementoption WHERE id = NEW.option_id;
        RETURN NEW;
    END IF;
    RETURN OLD;
END
$$;

CREATE FUNCTION share_is_written() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM refuse_unless_written(placement_request_id, TG_TABLE_NAME)
            FROM cases_costline JOIN cases_placementoption AS option ON option.id = option_id
            WHERE cases_costline.id = OLD.cost_line_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM refuse_unless_written(placement_request_id, TG_TABLE_NAME)
            FROM cases_costline JOIN cases_placementoption AS option ON option.id = option_id
            WHERE cases_costline.id = NEW.cost_line_id;
        RETURN NEW;
    END IF;
    RETURN OLD;
END
$$;

CREATE TRIGGER option_is_kept BEFORE UPDATE OR DELETE ON cases_placementoption
    FOR EACH ROW EXECUTE FUNCTION option_is_written();
CREATE TRIGGER option_is_added_in_time BEFORE INSERT ON cases_placementoption
    FOR EACH ROW WHEN (current_user = 'panel_app') EXECUTE FUNCTION option_is_written();

CREATE TRIGGER need_fit_is_kept BEFORE UPDATE OR DELETE ON cases_needfit
    FOR EACH ROW EXECUTE FUNCTION part_of_option_is_written();
CREATE TRIGGER need_fit_is_added_in_time BEFORE INSERT ON cases_needfit
    FOR EACH ROW WHEN (current_user = 'panel_app') EXECUTE FUNCTION part_of_option_is_written();

CREATE TRIGGER cost_line_is_kept BEFORE UPDATE OR DELETE ON cases_costline
    FOR EACH ROW EXECUTE FUNCTION part_of_option_is_written();
CREATE TRIGGER cost_line_is_added_in_time BEFORE INSERT ON cases_costline
    FOR EACH ROW WHEN (current_user = 'panel_app') EXECUTE FUNCTION part_of_option_is_written();

CREATE TRIGGER cost_share_is_kept BEFORE UPDATE OR DELETE ON cases_costshare
    FOR EACH ROW EXECUTE FUNCTION share_is_written();
CREATE TRIGGER cost_share_is_added_in_time BEFORE INSERT ON cases_costshare
    FOR EACH ROW WHEN (current_user = 'panel_app' AND NEW.settlement = 0)
    EXECUTE FUNCTION share_is_written();

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

CREATE TRIGGER cost_share_is_settled_in_dispute BEFORE INSERT ON cases_costshare
    FOR EACH ROW WHEN (NEW.settlement > 0) EXECUTE FUNCTION settled_share_is_in_dispute();
CREATE CONSTRAINT TRIGGER cost_shares_settled_are_whole AFTER INSERT ON cases_costshare
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.settlement > 0) EXECUTE FUNCTION settled_shares_are_whole();
