-- What a ratification is about never changes, its date is set once, and one that has its answer, or
-- lapsed, stays as it ended.
CREATE TRIGGER ratification_keeps_how_it_began BEFORE UPDATE ON meetings_ratification
    FOR EACH ROW WHEN (
        (OLD.urgency_id, OLD.owed_at, OLD.owed_by_id)
            IS DISTINCT FROM (NEW.urgency_id, NEW.owed_at, NEW.owed_by_id)
        OR (OLD.due_on IS NOT NULL AND OLD.due_on IS DISTINCT FROM NEW.due_on)
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ratification_once_ended_is_kept BEFORE UPDATE ON meetings_ratification
    FOR EACH ROW WHEN (OLD.stage NOT IN ('owed', 'listed')) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ratification_is_never_deleted
    BEFORE DELETE OR TRUNCATE ON meetings_ratification
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE DELETE, TRUNCATE ON meetings_ratification FROM panel_app;

-- For tables with an `item_id`: what was said of an item that the panel has answered stays as it
-- was when it did, as it does of an item that has its decision.
CREATE FUNCTION refuse_change_once_ratified() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM meetings_agendaitem item
        JOIN meetings_ratification asked ON asked.id = item.ratifies_id
        WHERE item.id IN (OLD.item_id, NEW.item_id) AND asked.stage IN ('ratified', 'refused')
    ) THEN
        RAISE EXCEPTION '% is kept once its item is ratified or not: % refused',
            TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END
$$;

CREATE TRIGGER position_ratified_on_is_kept
    BEFORE INSERT OR UPDATE OR DELETE ON meetings_position
    FOR EACH ROW EXECUTE FUNCTION refuse_change_once_ratified();
CREATE TRIGGER interest_ratified_on_is_kept
    BEFORE INSERT OR UPDATE OR DELETE ON meetings_interest
    FOR EACH ROW EXECUTE FUNCTION refuse_change_once_ratified();
