"""Keep every link between requests as it was made."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("cases", "0008_plan_steps_are_kept"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER request_link_is_append_only ON cases_requestlink;
                GRANT UPDATE, DELETE ON cases_requestlink TO panel_app;
            """,
        ),
    )
