-- A recharge says for good what was asked: only how it ended, and who ended it when, may follow.
CREATE TRIGGER recharge_says_what_was_asked BEFORE UPDATE ON pooledbudget_recharge
    FOR EACH ROW WHEN (
        (OLD.fund_year_id, OLD.agency_id, OLD.about, OLD.number, OLD.amount_pence, OLD.reason,
         OLD.issued_on, OLD.due_on, OLD.entry_id, OLD.issued_at, OLD.issued_by_id)
        IS DISTINCT FROM
        (NEW.fund_year_id, NEW.agency_id, NEW.about, NEW.number, NEW.amount_pence, NEW.reason,
         NEW.issued_on, NEW.due_on, NEW.entry_id, NEW.issued_at, NEW.issued_by_id)
        OR OLD.stage <> 'issued')
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER recharge_is_never_deleted BEFORE DELETE OR TRUNCATE ON pooledbudget_recharge
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE DELETE, TRUNCATE ON pooledbudget_recharge FROM panel_app;
