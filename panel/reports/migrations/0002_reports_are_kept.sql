-- What was signed off stays as it was, and so does who has received it.
CREATE TRIGGER issued_report_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON reports_issuedreport
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER report_receipt_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON reports_reportreceipt
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER printed_report_is_kept
    BEFORE UPDATE OR DELETE ON reports_reportfile
    FOR EACH ROW WHEN (OLD.printed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE ON reports_issuedreport, reports_reportreceipt FROM panel_app;
