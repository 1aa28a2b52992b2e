-- An advice once given changes only by a next version, whole, and not once it has gone out.

CREATE FUNCTION advice_given_changes_by_versions() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.version := 1;
        RETURN NEW;
    END IF;
    IF NEW.stage <> 'given'
        OR NEW.version <> OLD.version + 1
        OR (OLD.stage = 'given' AND (
            (OLD.placement_request_id, OLD.agency_id, OLD.round, OLD.asked_at)
                IS DISTINCT FROM
                (NEW.placement_request_id, NEW.agency_id, NEW.round, NEW.asked_at)
            OR EXISTS (
                SELECT FROM cases_circulation_advice AS sent
                JOIN cases_adviceversion AS given ON given.id = sent.adviceversion_id
                WHERE given.advice_id = OLD.id
            )
        ))
    THEN
        RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

-- With the owner's rights, because the application may not write versions itself.
CREATE FUNCTION advice_version_is_written() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO cases_adviceversion
        (advice_id, number, opinion, is_suitable, summary, conditions, hours_per_week, departures,
         shown_sha256, from_outside, given_at, given_by_id)
    VALUES (NEW.id, NEW.version, NEW.opinion, NEW.is_suitable, NEW.summary, NEW.conditions,
        NEW.hours_per_week, NEW.departures, NEW.shown_sha256, NEW.from_outside, NEW.given_at,
        NEW.given_by_id);
    RETURN NULL;
END
$$;

CREATE TRIGGER advice_given_has_its_first_version BEFORE INSERT ON cases_advice
    FOR EACH ROW WHEN (NEW.stage = 'given') EXECUTE FUNCTION advice_given_changes_by_versions();
CREATE TRIGGER advice_given_changes_by_versions BEFORE UPDATE ON cases_advice
    FOR EACH ROW WHEN ('given' IN (OLD.stage, NEW.stage))
    EXECUTE FUNCTION advice_given_changes_by_versions();
CREATE TRIGGER advice_version_is_written AFTER INSERT OR UPDATE ON cases_advice
    FOR EACH ROW WHEN (NEW.stage = 'given') EXECUTE FUNCTION advice_version_is_written();
CREATE TRIGGER advice_once_given_is_never_deleted BEFORE DELETE ON cases_advice
    FOR EACH ROW WHEN (OLD.stage = 'given') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER advice_version_is_kept BEFORE UPDATE OR DELETE ON cases_adviceversion
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER circulated_advice_is_kept BEFORE UPDATE OR DELETE ON cases_circulation_advice
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON cases_adviceversion FROM panel_app;
