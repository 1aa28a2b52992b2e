"""Have a batch of entries read what it writes, however long the journal is."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (
        ("pooledbudget", "0030_days_somebody_owes"),
        ("audit", "0003_append_only_events"),
    )
    operations = (
        sql.run(
            __file__,
            backwards="""
                ALTER FUNCTION ledger_post_all(
                    bigint, timestamptz, text, text[], text[], text[], text[], text[], date[],
                    integer[], bigint[], text[], bigint[]) RESET plan_cache_mode;
            """,
        ),
    )
