"""Have PostgreSQL demand a reason for days that nobody may owe, beside those asked for already."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (
        ("pooledbudget", "0029_recharges_told_apart"),
        ("audit", "0003_append_only_events"),
    )
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER invoice_asks_for_days_owed ON pooledbudget_invoice;
                DROP FUNCTION refuse_days_nobody_owes;
                DROP FUNCTION fund_days_in_doubt;
            """,
        ),
    )
