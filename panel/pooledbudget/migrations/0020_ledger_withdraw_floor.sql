-- Raise a pot's floor again by what an entry gave back of what it was lowered for its request;
-- once for an entry: takes the fund's lock, as a post does.
CREATE FUNCTION ledger_withdraw_floor(p_entry bigint, p_at timestamptz, p_by text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_entry record;
    v_back record;
    v_total bigint := 0;
BEGIN
    SELECT * INTO v_entry FROM pooledbudget_journalentry WHERE id = p_entry;
    PERFORM pg_advisory_xact_lock(hashtextextended('ledger of fund ' || v_entry.fund_id, 0));
    FOR v_back IN
        SELECT posting.account_id,
            least(posting.amount_pence, sum(lowered.amount_pence)) AS pence
        FROM pooledbudget_posting posting
        JOIN pooledbudget_account account ON account.id = posting.account_id
            AND account.kind = 'uncommitted' AND account.normal_side = posting.side
        JOIN pooledbudget_floorauthorisation lowered
            ON lowered.account_id = account.id AND lowered.about = v_entry.about
        WHERE posting.entry_id = p_entry
        GROUP BY posting.account_id, posting.amount_pence
        HAVING sum(lowered.amount_pence) > 0
    LOOP
        INSERT INTO pooledbudget_floorauthorisation (
            account_id, amount_pence, about, key, authorised_at, authorised_by)
            VALUES (v_back.account_id, -v_back.pence, v_entry.about,
                    format('entry %s gave back to %s', p_entry, v_back.account_id), p_at, p_by)
            ON CONFLICT (key) DO NOTHING;
        IF FOUND THEN
            UPDATE pooledbudget_account SET floor_pence = floor_pence + v_back.pence
                WHERE id = v_back.account_id;
            v_total := v_total + v_back.pence;
        END IF;
    END LOOP;
    RETURN v_total;
END
$$;

REVOKE EXECUTE ON FUNCTION ledger_withdraw_floor(bigint, timestamptz, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_withdraw_floor(bigint, timestamptz, text) TO panel_app;
