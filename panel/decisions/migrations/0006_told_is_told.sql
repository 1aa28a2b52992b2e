-- What was told of an outcome stays as it was recorded, and nothing that is owed is dropped.
CREATE TRIGGER telling_once_told_is_kept BEFORE UPDATE ON decisions_telling
    FOR EACH ROW WHEN (
        OLD.told_on IS NOT NULL
        OR (OLD.decision_id, OLD.channel, OLD.due_on)
            IS DISTINCT FROM (NEW.decision_id, NEW.channel, NEW.due_on)
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER telling_is_never_deleted BEFORE DELETE OR TRUNCATE ON decisions_telling
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE DELETE, TRUNCATE ON decisions_telling FROM panel_app;
