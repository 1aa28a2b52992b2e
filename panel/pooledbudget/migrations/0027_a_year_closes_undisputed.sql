-- No year closes while a request's money in it is promised though it is disputed who pays: once it is
-- settled, that is posted anew. As `restating.interim_in`: events first, of which there are few.
CREATE FUNCTION fund_refuse_close_while_disputed() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (
            SELECT DISTINCT ON (subject) subject, kind FROM audit_event
            WHERE kind IN ('money_promised_meanwhile', 'no_longer_promised_meanwhile')
            ORDER BY subject, sequence DESC
        ) AS said
        JOIN pooledbudget_journalentry promised ON promised.about = said.subject
        WHERE said.kind = 'money_promised_meanwhile'
            AND promised.fund_year_id = NEW.id
            AND promised.key LIKE '%/interim/%'
            AND NOT EXISTS (
                SELECT FROM pooledbudget_journalentry WHERE reverses_id = promised.id))
    THEN
        RAISE 'it is not settled who pays for a request in the year' USING ERRCODE = 'LP008';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER pooledbudget_fundyear_closes_undisputed BEFORE UPDATE ON pooledbudget_fundyear
    FOR EACH ROW WHEN (OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL)
    EXECUTE FUNCTION fund_refuse_close_while_disputed();
