-- Whether something speaks against paying for some days of the placement that a request asked for, as
-- `payees.Placed.doubts` has it: events say. Nothing does where only the ledger knows the request.
CREATE FUNCTION fund_days_in_doubt(p_about text, p_first date, p_last date) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH told AS (
        SELECT kind, payload, (payload ->> 'on')::date AS day,
            row_number() OVER (ORDER BY at, id) AS place
        FROM audit_event
        WHERE subject = p_about AND kind = 'approve'
            OR subject = 'placement ' || p_about
                AND kind IN ('agreement_drawn_up', 'start', 'suspend', 'resume', 'end')
    ), began AS (
        SELECT day FROM told WHERE kind = 'start' ORDER BY place DESC LIMIT 1
    ), ended AS (
        SELECT day FROM told WHERE kind = 'end' ORDER BY place DESC LIMIT 1
    ), away AS (
        SELECT day, (
            SELECT min(day) FROM told back WHERE kind = 'resume' AND back.place > gone.place
        ) AS back_on
        FROM told gone WHERE kind = 'suspend' AND NOT (payload ->> 'is_paid')::boolean
    )
    SELECT EXISTS (SELECT FROM told WHERE payload ->> 'provider' <> '') AND (
        p_first < coalesce((SELECT day FROM began), 'infinity')
        OR p_last > (SELECT day FROM ended)
        OR EXISTS (
            SELECT FROM away WHERE day <= p_last AND p_first < coalesce(back_on, 'infinity')))
$$;

-- Nor is an invoice taken without a reason for days that lie ahead of the one that it is booked on.
CREATE FUNCTION refuse_days_nobody_owes() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF fund_days_in_doubt(NEW.about, NEW.first_day, NEW.last_day)
        OR NEW.last_day > (NEW.received_at AT TIME ZONE 'Europe/London')::date
    THEN
        RAISE EXCEPTION 'some of these days of % may be nobody''s to pay for', NEW.about
            USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_asks_for_days_owed';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER invoice_asks_for_days_owed BEFORE INSERT ON pooledbudget_invoice
    FOR EACH ROW WHEN (NEW.accepted_because = '') EXECUTE FUNCTION refuse_days_nobody_owes();
