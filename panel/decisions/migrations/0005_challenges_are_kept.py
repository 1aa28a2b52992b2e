"""Keep what was asked when a decision was challenged, and what came of it."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("decisions", "0004_disputes_are_kept"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER challenge_keeps_how_it_was_asked ON decisions_challenge;
                DROP TRIGGER challenge_once_ended_is_kept ON decisions_challenge;
                DROP TRIGGER challenge_is_never_deleted ON decisions_challenge;
                GRANT DELETE ON decisions_challenge TO panel_app;
            """,
        ),
    )
