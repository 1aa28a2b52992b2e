-- How a year was settled stays as it was.
CREATE TRIGGER pooledbudget_yearsettlement_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON pooledbudget_yearsettlement
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pooledbudget_yearreopening_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON pooledbudget_yearreopening
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE ON pooledbudget_yearsettlement FROM panel_app;
REVOKE INSERT, UPDATE, DELETE ON pooledbudget_yearreopening FROM panel_app;

-- Open the books of a closed year again, and keep why: takes the fund's lock, as a post does.
CREATE FUNCTION ledger_reopen_year(p_fund_year bigint, p_reason text, p_at timestamptz, p_by text)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_reopening bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('ledger of fund ' || fund_id, 0))
        FROM pooledbudget_fundyear WHERE id = p_fund_year;
    INSERT INTO pooledbudget_yearreopening (fund_year_id, reason, reopened_at, reopened_by)
        VALUES (p_fund_year, p_reason, p_at, p_by) RETURNING id INTO v_reopening;
    UPDATE pooledbudget_fundyear SET closed_at = NULL, closed_by = '' WHERE id = p_fund_year;
    RETURN v_reopening;
END
$$;

REVOKE EXECUTE ON FUNCTION ledger_reopen_year(bigint, text, timestamptz, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_reopen_year(bigint, text, timestamptz, text) TO panel_app;
