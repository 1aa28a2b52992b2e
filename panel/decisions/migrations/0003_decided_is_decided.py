"""Keep what a decision rests on, and each share approved, as they were when it was made."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (
        ("decisions", "0002_append_only_register"),
        ("meetings", "0001_meetings_and_positions"),
    )
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER position_decided_on_is_kept ON meetings_position;
                DROP TRIGGER interest_decided_on_is_kept ON meetings_interest;
                DROP TRIGGER share_once_approved_is_kept ON decisions_shareapproval;
                DROP TRIGGER share_approval_is_never_deleted ON decisions_shareapproval;
                DROP FUNCTION refuse_change_once_decided();
                GRANT DELETE ON decisions_shareapproval TO panel_app;
            """,
        ),
    )
