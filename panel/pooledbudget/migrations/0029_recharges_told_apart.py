from django.db import migrations, models


class Migration(migrations.Migration):
    """Tell recharges of one day apart by their amount and their reason."""

    dependencies = [("pooledbudget", "0028_days_of_one_placement")]

    operations = [
        migrations.RemoveConstraint(model_name="recharge", name="recharge_is_one_a_day"),
        migrations.AddConstraint(
            model_name="recharge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stage", "withdrawn"), _negated=True),
                fields=("fund_year", "about", "agency", "issued_on", "amount_pence", "reason"),
                name="recharge_is_asked_once_a_day",
            ),
        ),
    ]
