-- What partners agreed stays as they agreed it: other terms are a new version.
CREATE TRIGGER pooledbudget_fundagreement_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON pooledbudget_fundagreement
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pooledbudget_fundconsent_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON pooledbudget_fundconsent
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pooledbudget_exitnotice_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON pooledbudget_exitnotice
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON
    pooledbudget_fundagreement, pooledbudget_fundconsent, pooledbudget_exitnotice FROM panel_app;

-- An agency has accounts in a year only if it consented to the agreement that the year was opened
-- under, and hasn't left the fund before the year begins.
CREATE FUNCTION fund_refuse_part_without_consent() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    v_agency bigint;
BEGIN
    SELECT opened.agency_id INTO v_agency
        FROM opened
        JOIN pooledbudget_fundyear fund_year ON fund_year.id = opened.fund_year_id
        LEFT JOIN pooledbudget_fundagreement agreement
            ON agreement.id = fund_year.agreement_id AND agreement.fund_id = fund_year.fund_id
        LEFT JOIN pooledbudget_fundconsent consent
            ON consent.agreement_id = agreement.id AND consent.agency_id = opened.agency_id
        LEFT JOIN pooledbudget_exitnotice notice
            ON notice.fund_id = fund_year.fund_id AND notice.agency_id = opened.agency_id
            AND notice.ends_on < fund_year.starts_on
        WHERE opened.agency_id IS NOT NULL AND (consent.id IS NULL OR notice.id IS NOT NULL)
        LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'agency % has no part in the year: it has not consented, or has left',
            v_agency
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agency_has_a_part_by_its_consent';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER pooledbudget_account_is_of_a_partner AFTER INSERT ON pooledbudget_account
    REFERENCING NEW TABLE AS opened
    FOR EACH STATEMENT EXECUTE FUNCTION fund_refuse_part_without_consent();
