-- Which requests are for days of the same placement as each of some: itself, what it changes, what
-- changes it, and the same of those. Events say so.
CREATE OR REPLACE FUNCTION
    fund_same_placement(p_abouts text[]) RETURNS TABLE (about text, other text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH RECURSIVE same AS (
        SELECT asked AS about, asked AS other FROM unnest(p_abouts) AS asked
        UNION
        SELECT same.about, coalesce(payload ->> 'changes', payload ->> 'request')
        FROM same JOIN audit_event ON subject IN (same.other, 'placement ' || same.other)
        WHERE kind = 'approve' AND payload ? 'changes'
            OR kind IN ('change_asked', 'represented')
    )
    SELECT about, other FROM same
$$;

-- Let one transaction at a time ask which days of some requests' placements are invoiced. In the
-- order of everybody who holds more than one, so that none waits for another.
CREATE OR REPLACE FUNCTION fund_hold_placements(p_abouts text[]) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
    SELECT pg_advisory_xact_lock(hashtextextended('money of ' || other, 0)) FROM (
        SELECT DISTINCT other COLLATE "C" AS other FROM fund_same_placement(p_abouts) ORDER BY 1
    ) AS held
$$;

-- Days that an invoice asks for are asked again only with a reason. One that is void, or that credit
-- notes took back whole, asks for none.
CREATE OR REPLACE FUNCTION refuse_days_asked_again() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM fund_hold_placements(ARRAY[NEW.about]);
    IF EXISTS (
        SELECT FROM fund_same_placement(ARRAY[NEW.about]) same
        JOIN pooledbudget_invoice invoice ON invoice.about = same.other
        WHERE stage <> 'voided' AND first_day <= NEW.last_day AND last_day >= NEW.first_day
            AND amount_pence > (
                SELECT coalesce(sum(amount_pence), 0)
                FROM pooledbudget_creditnote WHERE invoice_id = invoice.id)
    ) THEN
        RAISE EXCEPTION 'another invoice for % asks for some of these days', NEW.about
            USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_asks_for_new_days';
    END IF;
    RETURN NEW;
END
$$;
