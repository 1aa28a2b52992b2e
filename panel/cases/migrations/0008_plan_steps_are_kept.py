"""Keep what was done about a child's plan as it was recorded."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("cases", "0007_placements_are_kept"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER plan_step_is_append_only ON cases_planstep;
                GRANT UPDATE, DELETE ON cases_planstep TO panel_app;
            """,
        ),
    )
