-- Close a year behind the last entry: takes the fund's lock, so that none is on its way. Not while
-- money is set aside in it for requests: of a closed year, nothing can be given back.
CREATE OR REPLACE FUNCTION
    ledger_close_year(p_fund_year bigint, p_at timestamptz, p_by text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_reserved bigint;
    v_requests bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('ledger of fund ' || fund_id, 0))
        FROM pooledbudget_fundyear WHERE id = p_fund_year;
    SELECT sum(balance_pence) INTO v_reserved
        FROM pooledbudget_account WHERE fund_year_id = p_fund_year AND kind = 'reserved';
    IF v_reserved > 0 THEN
        SELECT count(*) INTO v_requests FROM (
            SELECT FROM pooledbudget_posting posting
            JOIN pooledbudget_account account ON account.id = posting.account_id
            JOIN pooledbudget_journalentry entry ON entry.id = posting.entry_id
            WHERE account.fund_year_id = p_fund_year AND account.kind = 'reserved'
            GROUP BY entry.about
            HAVING sum(CASE posting.side WHEN account.normal_side THEN posting.amount_pence
                       ELSE -posting.amount_pence END) > 0
        ) AS holder;
        RAISE 'money is set aside in the year' USING ERRCODE = 'LP008',
            DETAIL = json_build_object('reserved', v_reserved, 'requests', v_requests);
    END IF;
    UPDATE pooledbudget_fundyear SET closed_at = p_at, closed_by = p_by
        WHERE id = p_fund_year AND closed_at IS NULL;
    RETURN FOUND;
END
$$;
