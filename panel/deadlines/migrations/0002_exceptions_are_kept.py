"""Keep why a limit was said not to bind as it was recorded."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (
        ("deadlines", "0001_clocks_reminders_and_notices"),
        ("audit", "0001_application_role"),
    )
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER exception_is_append_only ON deadlines_clockexception;
                GRANT UPDATE, DELETE ON deadlines_clockexception TO panel_app;
            """,
        ),
    )
