-- No year closes while a virement of its money is proposed: nobody could post it any more.
CREATE FUNCTION fund_refuse_close_while_proposed() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM pooledbudget_virement
        WHERE stage = 'proposed' AND fund_year_id = NEW.id
    ) THEN
        RAISE 'a virement is still proposed' USING ERRCODE = 'LP008';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER pooledbudget_fundyear_closes_with_nothing_proposed BEFORE UPDATE ON pooledbudget_fundyear
    FOR EACH ROW WHEN (OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL)
    EXECUTE FUNCTION fund_refuse_close_while_proposed();
