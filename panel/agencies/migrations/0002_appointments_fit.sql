-- What one appointment owes another row: its seat, or the lead for whom it deputises.
CREATE FUNCTION require_appointment_fits() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.seat_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM agencies_seat AS seat
        WHERE seat.id = NEW.seat_id AND seat.panel_id = NEW.panel_id
            AND seat.agency_id IS NOT DISTINCT FROM NEW.agency_id
            AND (NOT NEW.is_substitute OR NEW.grade >= coalesce(seat.substitute_grade, 0))
    ) THEN
        RAISE EXCEPTION 'appointment_fits_its_seat: % refused', TG_OP
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.deputises_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM agencies_appointment AS lead
        WHERE lead.id = NEW.deputises_id AND lead.panel_id = NEW.panel_id
            AND lead.agency_id = NEW.agency_id AND lead.role = 'agency_lead'
            AND lead.deputises_id IS NULL AND lead.person_id <> NEW.person_id
    ) THEN
        RAISE EXCEPTION 'appointment_deputises_for_another_lead: % refused', TG_OP
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER appointment_fits BEFORE INSERT OR UPDATE ON agencies_appointment
    FOR EACH ROW WHEN (NEW.seat_id IS NOT NULL OR NEW.deputises_id IS NOT NULL)
    EXECUTE FUNCTION require_appointment_fits();
