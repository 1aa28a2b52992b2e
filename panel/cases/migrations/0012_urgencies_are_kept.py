"""Keep why each request couldn't wait for a meeting, as it was said."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("cases", "0011_advice_says_when_it_was_written"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER urgency_is_kept ON cases_urgency;
                GRANT UPDATE, DELETE ON cases_urgency TO panel_app;
            """,
        ),
    )
