"""Raise a pot's floor again, by one SQL function, once the money it was lowered for is back."""

from django.db import migrations, models

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0019_a_year_closes_settled"),)
    operations = (
        migrations.RemoveConstraint("floorauthorisation", "floor_authorisation_lowers"),
        migrations.AddConstraint(
            "floorauthorisation",
            models.CheckConstraint(
                condition=~models.Q(amount_pence=0), name="floor_authorisation_moves_it"
            ),
        ),
        sql.run(__file__, backwards="DROP FUNCTION ledger_withdraw_floor;"),
    )
