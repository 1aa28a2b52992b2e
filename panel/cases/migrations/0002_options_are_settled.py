"""Let nobody change what was weighed once a request is sent, and who pays only in a dispute."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("cases", "0001_children_requests_and_placements"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP FUNCTION option_is_written() CASCADE;
                DROP FUNCTION part_of_option_is_written() CASCADE;
                DROP FUNCTION share_is_written() CASCADE;
                DROP FUNCTION settled_share_is_in_dispute() CASCADE;
                DROP FUNCTION settled_shares_are_whole() CASCADE;
                DROP FUNCTION refuse_unless_written(bigint, text);
            """,
        ),
    )
