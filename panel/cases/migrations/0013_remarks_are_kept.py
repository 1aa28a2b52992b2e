"""Keep what was said with each move of a request as it was said."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("cases", "0012_urgencies_are_kept"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER remark_is_kept ON cases_remark;
                GRANT UPDATE, DELETE ON cases_remark TO panel_app;
            """,
        ),
    )
