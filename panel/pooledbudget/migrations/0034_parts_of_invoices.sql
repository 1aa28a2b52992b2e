-- No day is paid for as another request of the same placement divides it, whatever is said; and what
-- goes by one number is one paper, whose parts are of requests of the same placement, or of years.
CREATE FUNCTION refuse_days_of_another_request() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM fund_same_placement(ARRAY[NEW.about]) same,
            LATERAL (
                SELECT (payload ->> 'on')::date AS day FROM audit_event
                WHERE subject = 'placement ' || same.other AND kind = 'start'
                ORDER BY at DESC, id DESC LIMIT 1
            ) AS began
            LEFT JOIN LATERAL (
                SELECT (payload ->> 'on')::date AS day FROM audit_event
                WHERE subject = 'placement ' || same.other AND kind = 'end'
                ORDER BY at DESC, id DESC LIMIT 1
            ) AS ended ON true
        WHERE same.other <> NEW.about AND began.day <= NEW.last_day
            AND coalesce(ended.day, 'infinity') >= NEW.first_day
    ) THEN
        RAISE EXCEPTION 'another request than % pays for some of these days', NEW.about
            USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_is_for_its_own_days';
    END IF;
    IF EXISTS (
        SELECT FROM pooledbudget_invoice other
        WHERE fund_id = NEW.fund_id AND stage <> 'voided'
            AND lower(provider) = lower(NEW.provider) AND lower(number) = lower(NEW.number)
            AND ((dated_on, due_on) <> (NEW.dated_on, NEW.due_on) OR about NOT IN (
                SELECT same.other FROM fund_same_placement(ARRAY[NEW.about]) same))
    ) THEN
        RAISE EXCEPTION 'another invoice goes by the number %', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_is_one_paper';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER invoice_is_for_its_own_days BEFORE INSERT ON pooledbudget_invoice
    FOR EACH ROW EXECUTE FUNCTION refuse_days_of_another_request();
