"""How a year was settled, and that its books were opened again."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pooledbudget", "0020_variances_are_kept"),
    ]

    operations = [
        migrations.CreateModel(
            name="YearReopening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("reopened_at", models.DateTimeField()),
                ("reopened_by", models.CharField(max_length=254)),
                (
                    "fund_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reopenings",
                        to="pooledbudget.fundyear",
                    ),
                ),
            ],
            options={
                "ordering": ("fund_year", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="year_is_reopened_for_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="YearSettlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("left_pence", models.BigIntegerField()),
                ("carried", models.JSONField(default=dict)),
                ("reserved", models.JSONField(default=dict)),
                ("returned", models.JSONField(default=dict)),
                ("rules", models.JSONField()),
                ("settled_at", models.DateTimeField()),
                ("settled_by", models.CharField(max_length=254)),
                (
                    "fund_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
                        to="pooledbudget.fundyear",
                    ),
                ),
            ],
            options={
                "ordering": ("fund_year", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fund_year", "number"),
                        name="settlement_number_is_unique_in_its_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("left_pence__gte", 0)),
                        name="settlement_leaves_nothing_missing",
                    ),
                ],
            },
        ),
    ]
