-- What a request tells stays as it was sent: its needs, what was tried and the outcomes sought, as
-- its options do (0002), and with them every text of the request itself. The owner may add what an
-- older system decided, together with its request.

CREATE TRIGGER need_is_kept BEFORE UPDATE OR DELETE ON cases_need
    FOR EACH ROW EXECUTE FUNCTION option_is_written();
CREATE TRIGGER need_is_added_in_time BEFORE INSERT ON cases_need
    FOR EACH ROW WHEN (current_user = 'panel_app') EXECUTE FUNCTION option_is_written();

CREATE TRIGGER attempt_is_kept BEFORE UPDATE OR DELETE ON cases_attempt
    FOR EACH ROW EXECUTE FUNCTION option_is_written();
CREATE TRIGGER attempt_is_added_in_time BEFORE INSERT ON cases_attempt
    FOR EACH ROW WHEN (current_user = 'panel_app') EXECUTE FUNCTION option_is_written();

CREATE TRIGGER sought_outcome_is_kept BEFORE UPDATE OR DELETE ON cases_soughtoutcome
    FOR EACH ROW EXECUTE FUNCTION option_is_written();
CREATE TRIGGER sought_outcome_is_added_in_time BEFORE INSERT ON cases_soughtoutcome
    FOR EACH ROW WHEN (current_user = 'panel_app') EXECUTE FUNCTION option_is_written();

CREATE FUNCTION told_is_written() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF (
        OLD.story, OLD.strengths, OLD.legal_basis, OLD.child_views, OLD.child_views_how,
        OLD.child_views_on, OLD.child_views_absent_because, OLD.family_views,
        OLD.family_views_how, OLD.family_views_on, OLD.family_views_absent_because,
        OLD.advocacy, OLD.tried_less_because, OLD.agencies_met_on, OLD.has_health_need,
        OLD.health_told_on, OLD.split_reason, OLD.review_plan, OLD.return_plan,
        OLD.transition_plan, OLD.if_delayed, OLD.attached, OLD.is_declared,
        OLD.signed_off_name, OLD.signed_off_grade, OLD.signed_off_on, OLD.plan_requested_on
    ) IS DISTINCT FROM (
        NEW.story, NEW.strengths, NEW.legal_basis, NEW.child_views, NEW.child_views_how,
        NEW.child_views_on, NEW.child_views_absent_because, NEW.family_views,
        NEW.family_views_how, NEW.family_views_on, NEW.family_views_absent_because,
        NEW.advocacy, NEW.tried_less_because, NEW.agencies_met_on, NEW.has_health_need,
        NEW.health_told_on, NEW.split_reason, NEW.review_plan, NEW.return_plan,
        NEW.transition_plan, NEW.if_delayed, NEW.attached, NEW.is_declared,
        NEW.signed_off_name, NEW.signed_off_grade, NEW.signed_off_on, NEW.plan_requested_on
    ) THEN
        RAISE EXCEPTION '% can''t change while it is %', OLD.reference, OLD.stage
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER told_is_kept BEFORE UPDATE ON cases_placementrequest
    FOR EACH ROW WHEN (OLD.stage NOT IN ('draft', 'returned')) EXECUTE FUNCTION told_is_written();
