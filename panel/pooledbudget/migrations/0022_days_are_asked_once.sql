-- Why an invoice asks for days again is said once, when it is booked.
CREATE TRIGGER invoice_says_why_it_asks_again BEFORE UPDATE ON pooledbudget_invoice
    FOR EACH ROW WHEN (OLD.repeats_because IS DISTINCT FROM NEW.repeats_because)
    EXECUTE FUNCTION refuse_change();

-- Nothing is taken back of an invoice before it was written.
CREATE FUNCTION refuse_credit_before_its_invoice() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.dated_on < (SELECT dated_on FROM pooledbudget_invoice WHERE id = NEW.invoice_id) THEN
        RAISE EXCEPTION 'a credit note is dated before invoice %', NEW.invoice_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_note_follows_its_invoice';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER credit_note_follows_its_invoice BEFORE INSERT ON pooledbudget_creditnote
    FOR EACH ROW EXECUTE FUNCTION refuse_credit_before_its_invoice();
