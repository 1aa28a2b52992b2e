-- The requests of which a year's money is promised though it isn't settled who pays. That is their last
-- entry of the kind: an earlier one, in another year, is of a decision that lapsed. Events first, of
-- which there are few.
CREATE OR REPLACE FUNCTION fund_interim_in(p_fund_year bigint) RETURNS TABLE (about text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT said.subject FROM (
        SELECT DISTINCT ON (subject) subject, kind FROM audit_event
        WHERE kind IN ('money_promised_meanwhile', 'no_longer_promised_meanwhile')
        ORDER BY subject, sequence DESC
    ) AS said
    CROSS JOIN LATERAL (
        SELECT fund_year_id FROM pooledbudget_journalentry entry
        WHERE entry.about = said.subject AND key LIKE '%/interim/%' ORDER BY id DESC LIMIT 1
    ) AS promised
    WHERE said.kind = 'money_promised_meanwhile' AND promised.fund_year_id = p_fund_year
    ORDER BY 1
$$;

-- No year closes while there is any: once it is settled, that is posted anew.
CREATE OR REPLACE FUNCTION fund_refuse_close_while_disputed() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM fund_interim_in(NEW.id)) THEN
        RAISE 'it is not settled who pays for a request in the year' USING ERRCODE = 'LP008';
    END IF;
    RETURN NEW;
END
$$;
