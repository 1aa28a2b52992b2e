"""Keep how a dispute began and ended, and what an agency answered before it was asked anew."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("decisions", "0003_decided_is_decided"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER share_once_replaced_is_kept ON decisions_shareapproval;
                DROP TRIGGER share_once_answered_is_kept ON decisions_shareapproval;
                CREATE TRIGGER share_once_approved_is_kept
                    BEFORE UPDATE ON decisions_shareapproval
                    FOR EACH ROW WHEN (OLD.stage = 'approved') EXECUTE FUNCTION refuse_change();
                DROP TRIGGER dispute_begins_with_a_refusal ON decisions_dispute;
                DROP TRIGGER dispute_keeps_how_it_began ON decisions_dispute;
                DROP TRIGGER dispute_once_ended_is_kept ON decisions_dispute;
                DROP TRIGGER dispute_is_never_deleted ON decisions_dispute;
                DROP FUNCTION dispute_is_about_its_decision();
                GRANT DELETE ON decisions_dispute TO panel_app;
            """,
        ),
    )
