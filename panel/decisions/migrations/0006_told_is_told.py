"""Keep what was told of an outcome, when and to whom."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("decisions", "0005_challenges_are_kept"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER telling_once_told_is_kept ON decisions_telling;
                DROP TRIGGER telling_is_never_deleted ON decisions_telling;
                GRANT DELETE ON decisions_telling TO panel_app;
            """,
        ),
    )
