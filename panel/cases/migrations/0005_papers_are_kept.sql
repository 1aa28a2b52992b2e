-- Of a paper only one thing may change, once: that it is withheld.
CREATE TRIGGER paper_is_kept BEFORE UPDATE ON cases_paper
    FOR EACH ROW WHEN (
        (OLD.placement_request_id, OLD.number, OLD.title, OLD.section)
            IS DISTINCT FROM (NEW.placement_request_id, NEW.number, NEW.title, NEW.section)
        OR OLD.withheld_at IS NOT NULL
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER paper_is_never_deleted BEFORE DELETE ON cases_paper
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER paper_version_is_kept BEFORE UPDATE OR DELETE ON cases_paperversion
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER scan_done_is_kept BEFORE UPDATE OR DELETE ON cases_scan
    FOR EACH ROW WHEN (OLD.outcome <> '') EXECUTE FUNCTION refuse_change();

CREATE TRIGGER circulation_is_kept BEFORE UPDATE OR DELETE ON cases_circulation
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER circulated_paper_is_kept BEFORE UPDATE OR DELETE ON cases_circulation_papers
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
