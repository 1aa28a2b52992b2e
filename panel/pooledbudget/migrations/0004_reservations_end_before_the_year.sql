-- Close a year behind the last entry: takes the fund's lock, so that none is on its way. Not while
-- money is set aside in it for requests: of a closed year, nothing can be given back.
CREATE OR REPLACE FUNCTION
    ledger_close_year(p_fund_year bigint, p_at timestamptz, p_by text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_reserved bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('ledger of fund ' || fund_id, 0))
        FROM pooledbudget_fundyear WHERE id = p_fund_year;
    SELECT sum(balance_pence) INTO v_reserved
        FROM pooledbudget_account WHERE fund_year_id = p_fund_year AND kind = 'reserved';
    IF v_reserved > 0 THEN
        RAISE 'money is set aside in the year' USING ERRCODE = 'LP008',
            DETAIL = json_build_object('reserved', v_reserved);
    END IF;
    UPDATE pooledbudget_fundyear SET closed_at = p_at, closed_by = p_by
        WHERE id = p_fund_year AND closed_at IS NULL;
    RETURN FOUND;
END
$$;
