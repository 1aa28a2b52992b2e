-- Close a year behind the last entry: takes the fund's lock, so that none is on its way. Only once it
-- is over and settled, and no request's money in it waits to be paid, given back or got back, or to
-- be shared anew once it is settled who pays: of a closed year, nothing could be any more.
CREATE OR REPLACE FUNCTION
    ledger_close_year(p_fund_year bigint, p_at timestamptz, p_by text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_ends_on date;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('ledger of fund ' || fund_id, 0))
        FROM pooledbudget_fundyear WHERE id = p_fund_year;
    SELECT ends_on INTO v_ends_on
        FROM pooledbudget_fundyear WHERE id = p_fund_year AND closed_at IS NULL;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    IF (p_at AT TIME ZONE 'Europe/London')::date <= v_ends_on
        OR NOT EXISTS (
            SELECT FROM pooledbudget_yearsettlement
            WHERE fund_year_id = p_fund_year AND settled_at > coalesce((
                SELECT max(reopened_at) FROM pooledbudget_yearreopening
                WHERE fund_year_id = p_fund_year), '-infinity'))
        OR EXISTS (
            SELECT FROM pooledbudget_account
            WHERE fund_year_id = p_fund_year AND balance_pence <> 0
                AND kind IN ('reserved', 'committed', 'accrued', 'invoiced', 'recoverable'))
    THEN
        RAISE 'the year is not over and settled, or has money on its way'
            USING ERRCODE = 'LP008';
    END IF;
    -- As `restating.interim_in`: events first, of which there are few.
    IF EXISTS (
        SELECT FROM (
            SELECT DISTINCT ON (subject) subject, kind FROM audit_event
            WHERE kind IN ('money_promised_meanwhile', 'no_longer_promised_meanwhile')
            ORDER BY subject, sequence DESC
        ) AS said
        JOIN pooledbudget_journalentry promised ON promised.about = said.subject
        WHERE said.kind = 'money_promised_meanwhile'
            AND promised.fund_year_id = p_fund_year
            AND promised.key LIKE '%/interim/%'
            AND NOT EXISTS (
                SELECT FROM pooledbudget_journalentry WHERE reverses_id = promised.id))
    THEN
        RAISE 'it is not settled who pays for a request in the year' USING ERRCODE = 'LP008';
    END IF;
    UPDATE pooledbudget_fundyear SET closed_at = p_at, closed_by = p_by WHERE id = p_fund_year;
    RETURN true;
END
$$;
