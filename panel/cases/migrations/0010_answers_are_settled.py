"""Let nobody change what a request answered to its panel's rules once it is sent."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("cases", "0009_links_are_kept"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER panel_answer_is_kept ON cases_panelanswer;
                DROP TRIGGER panel_answer_is_added_in_time ON cases_panelanswer;
                DROP FUNCTION answered_is_settled() CASCADE;
            """,
        ),
    )
