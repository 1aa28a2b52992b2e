-- No pot opens further below its money than the agreement says under which its year was opened.
CREATE FUNCTION fund_refuse_floor_beyond_agreement() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM pooledbudget_fundyear fund_year
        JOIN pooledbudget_fundagreement agreement ON agreement.id = fund_year.agreement_id
        WHERE fund_year.id = NEW.fund_year_id AND NEW.floor_pence >= -agreement.below_pence
    ) THEN
        RAISE EXCEPTION 'the agreement lets no pot go to %p', NEW.floor_pence
            USING ERRCODE = 'check_violation', CONSTRAINT = 'floor_is_as_agreed';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER pooledbudget_account_opens_as_agreed
    AFTER INSERT ON pooledbudget_account
    FOR EACH ROW WHEN (NEW.floor_pence < 0)
    EXECUTE FUNCTION fund_refuse_floor_beyond_agreement();

-- Nobody agrees to a virement that they proposed.
CREATE FUNCTION fund_refuse_consent_to_own_virement() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM pooledbudget_virement
        WHERE id = NEW.virement_id AND proposed_by = NEW.given_by
    ) THEN
        RAISE EXCEPTION '% proposed this virement', NEW.given_by
            USING ERRCODE = 'check_violation', CONSTRAINT = 'virement_is_agreed_to_by_another';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER pooledbudget_virementconsent_is_another_s
    AFTER INSERT ON pooledbudget_virementconsent
    FOR EACH ROW EXECUTE FUNCTION fund_refuse_consent_to_own_virement();
