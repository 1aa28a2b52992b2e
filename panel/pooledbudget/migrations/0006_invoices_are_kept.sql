-- An invoice says for good what was booked: only its stage, and who moved it when, may follow.
CREATE TRIGGER invoice_says_what_was_booked BEFORE UPDATE ON pooledbudget_invoice
    FOR EACH ROW WHEN (
        (OLD.fund_id, OLD.fund_year_id, OLD.about, OLD.provider, OLD.number, OLD.dated_on,
         OLD.due_on, OLD.first_day, OLD.last_day, OLD.amount_pence, OLD.entry_id, OLD.received_at,
         OLD.received_by_id)
        IS DISTINCT FROM
        (NEW.fund_id, NEW.fund_year_id, NEW.about, NEW.provider, NEW.number, NEW.dated_on,
         NEW.due_on, NEW.first_day, NEW.last_day, NEW.amount_pence, NEW.entry_id, NEW.received_at,
         NEW.received_by_id)
        OR OLD.stage IN ('paid', 'voided')
        OR OLD.stage = 'approved' AND (OLD.approved_at, OLD.approved_by_id)
            IS DISTINCT FROM (NEW.approved_at, NEW.approved_by_id))
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER invoice_is_never_deleted BEFORE DELETE OR TRUNCATE ON pooledbudget_invoice
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE DELETE, TRUNCATE ON pooledbudget_invoice FROM panel_app;

CREATE TRIGGER credit_note_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON pooledbudget_creditnote
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON pooledbudget_creditnote FROM panel_app;

-- Credit notes together take back no more than their invoice asked, and nothing of a void one.
CREATE FUNCTION refuse_credit_beyond_its_invoice() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM pooledbudget_invoice WHERE id = NEW.invoice_id FOR UPDATE;
    IF NOT EXISTS (
        SELECT FROM pooledbudget_invoice invoice
        WHERE id = NEW.invoice_id AND stage <> 'voided' AND amount_pence >= (
            SELECT sum(amount_pence) FROM pooledbudget_creditnote WHERE invoice_id = invoice.id)
    ) THEN
        RAISE EXCEPTION 'credit notes take back more than invoice % asked', NEW.invoice_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_note_is_within_its_invoice';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER credit_note_is_within_its_invoice AFTER INSERT ON pooledbudget_creditnote
    FOR EACH ROW EXECUTE FUNCTION refuse_credit_beyond_its_invoice();
