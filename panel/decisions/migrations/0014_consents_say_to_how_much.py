"""Keep with each consent to an overspend to how much it is."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = (("decisions", "0013_shares_paid_once"),)
    operations = (
        migrations.AddField(
            model_name="overspendconsent",
            name="amount_pence",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="overspendconsent",
            constraint=models.CheckConstraint(
                condition=Q(amount_pence=None) | Q(amount_pence__gt=0),
                name="overspend_consent_amount_is_positive",
            ),
        ),
    )
