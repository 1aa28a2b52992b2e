"""Keep which running placements a later year of the fund has to pay for, for a worker to do."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pooledbudget", "0017_accruals")]

    operations = [
        migrations.CreateModel(
            name="Rollover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("offered_at", models.DateTimeField(blank=True, null=True)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=300)),
                ("about", models.CharField(max_length=80)),
                ("refusal", models.TextField(blank=True)),
                ("owed_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "fund_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rollovers",
                        to="pooledbudget.fundyear",
                    ),
                ),
            ],
            options={
                "ordering": ("fund_year", "pk"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["lease_until"],
                        name="rollover_still_owed",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fund_year", "about"), name="rollover_is_owed_once_a_year"
                    )
                ],
            },
        ),
    ]
