"""Let nobody change what a request tells once it is sent."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("cases", "0002_options_are_settled"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER need_is_kept ON cases_need;
                DROP TRIGGER need_is_added_in_time ON cases_need;
                DROP TRIGGER attempt_is_kept ON cases_attempt;
                DROP TRIGGER attempt_is_added_in_time ON cases_attempt;
                DROP TRIGGER sought_outcome_is_kept ON cases_soughtoutcome;
                DROP TRIGGER sought_outcome_is_added_in_time ON cases_soughtoutcome;
                DROP FUNCTION told_is_written() CASCADE;
            """,
        ),
    )
