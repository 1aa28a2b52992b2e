-- A pot that was let go over its money may be promised no further than it really is over: whatever
-- comes in raises its floor, up to where the agreement has it. Only when a transaction ends, so that
-- what one gives back and another takes in its place needs no new consent.
CREATE FUNCTION ledger_raise_floor() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_too_low bigint;
    v_entry record;
BEGIN
    SELECT least(balance_pence - floor_pence, (
            SELECT coalesce(sum(amount_pence), 0)
            FROM pooledbudget_floorauthorisation WHERE account_id = NEW.id))
        INTO v_too_low FROM pooledbudget_account WHERE id = NEW.id;
    IF v_too_low <= 0 THEN
        RETURN NULL;
    END IF;
    SELECT entry.* INTO v_entry
        FROM pooledbudget_posting posting
        JOIN pooledbudget_journalentry entry ON entry.id = posting.entry_id
        WHERE account_id = NEW.id ORDER BY entry_id DESC LIMIT 1;
    INSERT INTO pooledbudget_floorauthorisation (
        account_id, amount_pence, about, key, authorised_at, authorised_by)
        SELECT NEW.id, -least(pence, v_too_low - before), about,
            format('entry %s raised %s for %s', v_entry.id, NEW.id, about),
            v_entry.posted_at, v_entry.posted_by
        FROM (
            -- First what the request of the entry was let go over, then the oldest.
            SELECT about, sum(amount_pence) AS pence, sum(sum(amount_pence)) OVER (
                ORDER BY about <> v_entry.about, min(id)) - sum(amount_pence) AS before
            FROM pooledbudget_floorauthorisation WHERE account_id = NEW.id
            GROUP BY about HAVING sum(amount_pence) > 0
        ) lowered
        WHERE before < v_too_low;
    UPDATE pooledbudget_account SET floor_pence = floor_pence + v_too_low WHERE id = NEW.id;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER pooledbudget_account_goes_no_further_than_it_is_over
    AFTER UPDATE OF balance_pence ON pooledbudget_account DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.kind = 'uncommitted' AND NEW.floor_pence < least(NEW.balance_pence, 0))
    EXECUTE FUNCTION ledger_raise_floor();

-- Who takes an entry back finds the floors where they were before it: the money never came in.
CREATE FUNCTION ledger_lower_floor_again() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_raised record;
BEGIN
    FOR v_raised IN
        SELECT raised.*
        FROM pooledbudget_journalentry entry
        JOIN pooledbudget_posting posting ON posting.entry_id = entry.id
        JOIN pooledbudget_floorauthorisation raised ON raised.account_id = posting.account_id
            AND starts_with(raised.key, format('entry %s raised ', entry.id))
        WHERE entry.id = NEW.reverses_id
    LOOP
        INSERT INTO pooledbudget_floorauthorisation (
            account_id, amount_pence, about, key, authorised_at, authorised_by)
            VALUES (v_raised.account_id, -v_raised.amount_pence, v_raised.about,
                    format('entry %s lowered again %s', NEW.id, v_raised.id),
                    NEW.posted_at, NEW.posted_by);
        UPDATE pooledbudget_account SET floor_pence = floor_pence + v_raised.amount_pence
            WHERE id = v_raised.account_id;
    END LOOP;
    RETURN NULL;
END
$$;
CREATE TRIGGER pooledbudget_journalentry_lowers_floors_again
    AFTER INSERT ON pooledbudget_journalentry
    FOR EACH ROW WHEN (NEW.reverses_id IS NOT NULL)
    EXECUTE FUNCTION ledger_lower_floor_again();

UPDATE pooledbudget_account SET balance_pence = balance_pence WHERE floor_pence < 0;
DROP FUNCTION ledger_withdraw_floor(bigint, timestamptz, text);
