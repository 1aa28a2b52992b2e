-- A version of an advice keeps all that its adviser said (0004), by now a little more.

CREATE OR REPLACE FUNCTION advice_version_is_written() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO cases_adviceversion
        (advice_id, number, opinion, is_suitable, summary, conditions, hours_per_week, departures,
         written_on, reuse_agreed_by, late_because, shown_sha256, from_outside, given_at,
         given_by_id)
    VALUES (NEW.id, NEW.version, NEW.opinion, NEW.is_suitable, NEW.summary, NEW.conditions,
        NEW.hours_per_week, NEW.departures, NEW.written_on, NEW.reuse_agreed_by,
        NEW.late_because, NEW.shown_sha256, NEW.from_outside, NEW.given_at, NEW.given_by_id);
    RETURN NULL;
END
$$;
