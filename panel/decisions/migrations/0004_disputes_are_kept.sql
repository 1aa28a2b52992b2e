-- What was disputed never changes, a dispute never goes down a level, and one that has ended stays
-- as it ended.
CREATE FUNCTION dispute_is_about_its_decision() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM decisions_shareapproval
        WHERE id = NEW.refused_id AND decision_id = NEW.decision_id AND stage = 'refused'
    ) THEN
        RAISE EXCEPTION 'a dispute is opened by a share refused on its own decision'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER dispute_begins_with_a_refusal BEFORE INSERT ON decisions_dispute
    FOR EACH ROW EXECUTE FUNCTION dispute_is_about_its_decision();
CREATE TRIGGER dispute_keeps_how_it_began BEFORE UPDATE ON decisions_dispute
    FOR EACH ROW WHEN (
        (OLD.decision_id, OLD.number, OLD.refused_id, OLD.opened_at, OLD.opened_by_id)
            IS DISTINCT FROM
            (NEW.decision_id, NEW.number, NEW.refused_id, NEW.opened_at, NEW.opened_by_id)
        OR NEW.level < OLD.level
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER dispute_once_ended_is_kept BEFORE UPDATE ON decisions_dispute
    FOR EACH ROW WHEN (OLD.stage <> 'open') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER dispute_is_never_deleted BEFORE DELETE OR TRUNCATE ON decisions_dispute
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE DELETE, TRUNCATE ON decisions_dispute FROM panel_app;

-- A share once approved or refused stays as it was answered; all that may come after is that the
-- settling of a dispute replaces it, once.
DROP TRIGGER share_once_approved_is_kept ON decisions_shareapproval;
CREATE TRIGGER share_once_answered_is_kept BEFORE UPDATE ON decisions_shareapproval
    FOR EACH ROW WHEN (
        OLD.stage <> 'waiting'
        AND to_jsonb(OLD) - 'replaced_in_id' <> to_jsonb(NEW) - 'replaced_in_id'
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER share_once_replaced_is_kept BEFORE UPDATE ON decisions_shareapproval
    FOR EACH ROW WHEN (OLD.replaced_in_id IS NOT NULL) EXECUTE FUNCTION refuse_change();
