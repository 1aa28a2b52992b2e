"""Keep by how much a pot may be promised beyond its money, and for what."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pooledbudget", "0015_virements_are_kept"),
    ]

    operations = [
        migrations.CreateModel(
            name="FloorAuthorisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount_pence", models.BigIntegerField()),
                ("about", models.CharField(max_length=80)),
                ("key", models.CharField(max_length=120, unique=True)),
                ("authorised_at", models.DateTimeField()),
                ("authorised_by", models.CharField(max_length=254)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="floor_authorisations",
                        to="pooledbudget.account",
                    ),
                ),
            ],
            options={
                "ordering": ("account", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_pence__gt", 0)),
                        name="floor_authorisation_lowers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("authorised_by", ""), _negated=True),
                        name="floor_is_authorised_by_someone",
                    ),
                ],
            },
        ),
    ]
