"""Let nobody change what was weighed once a request is sent."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("cases", "0009_providers_and_costs"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP FUNCTION option_is_written() CASCADE;
                DROP FUNCTION part_of_option_is_written() CASCADE;
                DROP FUNCTION share_is_written() CASCADE;
                DROP FUNCTION refuse_unless_written(bigint, text);
            """,
        ),
    )
