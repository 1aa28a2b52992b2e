"""Have whatever comes into a pot that was let go over its money raise its floor again."""

from pathlib import Path

from django.db import migrations

from panel.audit import sql

BEFORE = Path(__file__).with_name("0020_ledger_withdraw_floor.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0038_money_on_top_of_instalments"),)
    operations = (
        sql.run(
            __file__,
            backwards=f"""
                DROP TRIGGER pooledbudget_journalentry_lowers_floors_again
                    ON pooledbudget_journalentry;
                DROP FUNCTION ledger_lower_floor_again;
                DROP TRIGGER pooledbudget_account_goes_no_further_than_it_is_over
                    ON pooledbudget_account;
                DROP FUNCTION ledger_raise_floor;
                {BEFORE}
            """,
        ),
    )
