-- Lower a pot's floor by just so much, once for a key: takes the fund's lock, as a post does.
CREATE FUNCTION ledger_authorise_floor(
    p_account bigint, p_pence bigint, p_key text, p_about text, p_at timestamptz, p_by text
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_year record;
BEGIN
    SELECT fund_year.* INTO v_year
        FROM pooledbudget_account account
        JOIN pooledbudget_fundyear fund_year ON fund_year.id = account.fund_year_id
        WHERE account.id = p_account AND account.kind = 'uncommitted';
    IF NOT FOUND THEN
        RAISE 'only a pot of uncommitted money has a floor to lower' USING ERRCODE = 'LP002';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('ledger of fund ' || v_year.fund_id, 0));
    INSERT INTO pooledbudget_floorauthorisation (
        account_id, amount_pence, about, key, authorised_at, authorised_by)
        VALUES (p_account, p_pence, p_about, p_key, p_at, p_by)
        ON CONFLICT (key) DO NOTHING;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE pooledbudget_account account SET floor_pence = floor_pence - p_pence
        FROM pooledbudget_fundyear fund_year
        WHERE account.id = p_account AND fund_year.id = account.fund_year_id
            AND fund_year.closed_at IS NULL;
    IF NOT FOUND THEN
        RAISE 'the year is closed' USING ERRCODE = 'LP004',
            DETAIL = json_build_object('year', v_year.year);
    END IF;
    RETURN true;
END
$$;

REVOKE EXECUTE ON FUNCTION
    ledger_authorise_floor(bigint, bigint, text, text, timestamptz, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    ledger_authorise_floor(bigint, bigint, text, text, timestamptz, text) TO panel_app;
CREATE TRIGGER pooledbudget_floorauthorisation_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON pooledbudget_floorauthorisation
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON pooledbudget_floorauthorisation FROM panel_app;
