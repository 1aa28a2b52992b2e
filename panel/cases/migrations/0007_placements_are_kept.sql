-- What was agreed, found at a review or asked of the panel stays as it was written.
CREATE TRIGGER agreement_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON cases_placementagreement
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER review_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON cases_placementreview
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER outcome_measure_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON cases_outcomemeasure
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER change_asked_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON cases_placementchange
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON cases_placementagreement, cases_placementreview,
    cases_outcomemeasure, cases_placementchange FROM panel_app;

-- A placement keeps the day it started on, and everything once it has ended.
CREATE TRIGGER placement_is_kept BEFORE UPDATE ON cases_placement
    FOR EACH ROW WHEN (
        OLD.stage = 'ended'
        OR (OLD.started_on IS NOT NULL AND NEW.started_on IS DISTINCT FROM OLD.started_on)
        OR (OLD.placement_request_id, OLD.option_id, OLD.follows_id)
            IS DISTINCT FROM (NEW.placement_request_id, NEW.option_id, NEW.follows_id)
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER signature_is_kept BEFORE UPDATE ON cases_signatory
    FOR EACH ROW WHEN (OLD.signed_on IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER suspension_is_kept BEFORE UPDATE ON cases_suspension
    FOR EACH ROW WHEN (OLD.back_on IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER early_review_answered_is_kept BEFORE UPDATE ON cases_earlyreview
    FOR EACH ROW WHEN (OLD.review_id IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER placement_task_done_is_kept BEFORE UPDATE ON cases_placementtask
    FOR EACH ROW WHEN (OLD.done_at IS NOT NULL) EXECUTE FUNCTION refuse_change();

CREATE TRIGGER placement_is_never_deleted BEFORE DELETE OR TRUNCATE ON cases_placement
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER signatory_is_never_deleted BEFORE DELETE OR TRUNCATE ON cases_signatory
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER suspension_is_never_deleted BEFORE DELETE OR TRUNCATE ON cases_suspension
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER early_review_is_never_deleted BEFORE DELETE OR TRUNCATE ON cases_earlyreview
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER placement_task_is_never_deleted BEFORE DELETE OR TRUNCATE ON cases_placementtask
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE DELETE, TRUNCATE ON cases_placement, cases_signatory, cases_suspension,
    cases_earlyreview, cases_placementtask FROM panel_app;
