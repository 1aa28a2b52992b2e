"""Have PostgreSQL keep what was signed off, received and printed."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (
        ("reports", "0001_reports_are_issued"),
        ("audit", "0003_append_only_events"),
    )
    operations = (
        sql.run(
            __file__,
            backwards="""
                GRANT UPDATE, DELETE ON reports_issuedreport, reports_reportreceipt TO panel_app;
                DROP TRIGGER printed_report_is_kept ON reports_reportfile;
                DROP TRIGGER report_receipt_is_append_only ON reports_reportreceipt;
                DROP TRIGGER issued_report_is_append_only ON reports_issuedreport;
            """,
        ),
    )
