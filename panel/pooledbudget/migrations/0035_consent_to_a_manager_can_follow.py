"""Let a partner that consented to an agreement accept its manager afterwards."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0034_parts_of_invoices"),)
    operations = (
        migrations.RemoveConstraint(
            model_name="fundconsent", name="consent_is_given_once_by_each_partner"
        ),
        migrations.AddConstraint(
            model_name="fundconsent",
            constraint=models.UniqueConstraint(
                fields=("agreement", "agency", "accepts_manager"),
                name="consent_is_given_once_by_each_partner",
            ),
        ),
    )
