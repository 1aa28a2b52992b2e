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
    FOR EACH ROW WHEN (current_user = 'panel_app') EXECUTE FUNCTION share_is_written();
