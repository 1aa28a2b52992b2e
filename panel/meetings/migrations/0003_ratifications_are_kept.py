"""Keep what each ratification is about and how it ended, and who thought what of it."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("meetings", "0002_append_only_attendance"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER position_ratified_on_is_kept ON meetings_position;
                DROP TRIGGER interest_ratified_on_is_kept ON meetings_interest;
                DROP FUNCTION refuse_change_once_ratified();
                DROP TRIGGER ratification_keeps_how_it_began ON meetings_ratification;
                DROP TRIGGER ratification_once_ended_is_kept ON meetings_ratification;
                DROP TRIGGER ratification_is_never_deleted ON meetings_ratification;
                GRANT DELETE ON meetings_ratification TO panel_app;
            """,
        ),
    )
