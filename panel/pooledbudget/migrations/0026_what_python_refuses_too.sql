-- Days that an invoice asks for are asked again only with a reason. One that is void, or that credit
-- notes took back whole, asks for none. Under the lock of `journal.hold`, as two at once see neither.
CREATE FUNCTION refuse_days_asked_again() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('money of ' || NEW.about, 0));
    IF EXISTS (
        SELECT FROM pooledbudget_invoice other
        WHERE about = NEW.about AND stage <> 'voided'
            AND first_day <= NEW.last_day AND last_day >= NEW.first_day
            AND amount_pence > (
                SELECT coalesce(sum(amount_pence), 0)
                FROM pooledbudget_creditnote WHERE invoice_id = other.id)
    ) THEN
        RAISE EXCEPTION 'another invoice for % asks for some of these days', NEW.about
            USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_asks_for_new_days';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER invoice_asks_for_new_days BEFORE INSERT ON pooledbudget_invoice
    FOR EACH ROW WHEN (NEW.accepted_because = '') EXECUTE FUNCTION refuse_days_asked_again();

-- Nobody agrees to a virement that was withdrawn, or once its money has moved.
CREATE FUNCTION fund_refuse_consent_once_settled() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM pooledbudget_virement
        WHERE id = NEW.virement_id AND stage = 'proposed' FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'virement % isn''t proposed any more', NEW.virement_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'virement_is_agreed_to_in_time';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER pooledbudget_virementconsent_is_in_time
    BEFORE INSERT ON pooledbudget_virementconsent
    FOR EACH ROW EXECUTE FUNCTION fund_refuse_consent_once_settled();
