-- What was asked never changes, and a challenge that has ended stays as it ended.
CREATE TRIGGER challenge_keeps_how_it_was_asked BEFORE UPDATE ON decisions_challenge
    FOR EACH ROW WHEN (
        (
            OLD.decision_id, OLD.number, OLD.kind, OLD.asker, OLD.asked_on, OLD.grounds,
            OLD.notified_on, OLD.certificate_on, OLD.last_day, OLD.late_because, OLD.due_on,
            OLD.recorded_at, OLD.recorded_by_id
        ) IS DISTINCT FROM (
            NEW.decision_id, NEW.number, NEW.kind, NEW.asker, NEW.asked_on, NEW.grounds,
            NEW.notified_on, NEW.certificate_on, NEW.last_day, NEW.late_because, NEW.due_on,
            NEW.recorded_at, NEW.recorded_by_id
        )
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER challenge_once_ended_is_kept BEFORE UPDATE ON decisions_challenge
    FOR EACH ROW WHEN (OLD.stage <> 'open') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER challenge_is_never_deleted BEFORE DELETE OR TRUNCATE ON decisions_challenge
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE DELETE, TRUNCATE ON decisions_challenge FROM panel_app;
