-- What a request answers to its panel's rules stays as it was sent, as what it tells does (0003).

CREATE TRIGGER panel_answer_is_kept BEFORE UPDATE OR DELETE ON cases_panelanswer
    FOR EACH ROW EXECUTE FUNCTION option_is_written();
CREATE TRIGGER panel_answer_is_added_in_time BEFORE INSERT ON cases_panelanswer
    FOR EACH ROW WHEN (current_user = 'panel_app') EXECUTE FUNCTION option_is_written();

CREATE FUNCTION answered_is_settled() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% can''t change while it is %', OLD.reference, OLD.stage
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER answered_is_kept BEFORE UPDATE ON cases_placementrequest
    FOR EACH ROW WHEN (
        OLD.stage NOT IN ('draft', 'returned')
        AND (
            OLD.criteria_met, OLD.circumstances, OLD.known_to, OLD.family_consented_on,
            OLD.child_consented_on, OLD.capacity
        ) IS DISTINCT FROM (
            NEW.criteria_met, NEW.circumstances, NEW.known_to, NEW.family_consented_on,
            NEW.child_consented_on, NEW.capacity
        )
    ) EXECUTE FUNCTION answered_is_settled();
