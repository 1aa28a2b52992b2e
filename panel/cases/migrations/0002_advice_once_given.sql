CREATE TRIGGER advice_once_given_is_kept BEFORE UPDATE OR DELETE ON cases_advice
    FOR EACH ROW WHEN (OLD.stage = 'given') EXECUTE FUNCTION refuse_change();
