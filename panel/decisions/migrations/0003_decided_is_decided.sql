-- For tables with an `item_id`: what was said of an item that has its decision stays as it was.
CREATE FUNCTION refuse_change_once_decided() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    -- The item left and the item come to: a row that moves between items changes both. In an
    -- INSERT there is no OLD, in a DELETE no NEW; both are then null and match nothing.
    IF EXISTS (SELECT FROM decisions_decision WHERE item_id IN (OLD.item_id, NEW.item_id)) THEN
        RAISE EXCEPTION '% is kept once its item is decided: % refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END
$$;

CREATE TRIGGER position_decided_on_is_kept
    BEFORE INSERT OR UPDATE OR DELETE ON meetings_position
    FOR EACH ROW EXECUTE FUNCTION refuse_change_once_decided();
CREATE TRIGGER interest_decided_on_is_kept
    BEFORE INSERT OR UPDATE OR DELETE ON meetings_interest
    FOR EACH ROW EXECUTE FUNCTION refuse_change_once_decided();

CREATE TRIGGER share_once_approved_is_kept BEFORE UPDATE ON decisions_shareapproval
    FOR EACH ROW WHEN (OLD.stage = 'approved') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER share_approval_is_never_deleted
    BEFORE DELETE OR TRUNCATE ON decisions_shareapproval
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE DELETE, TRUNCATE ON decisions_shareapproval FROM panel_app;
