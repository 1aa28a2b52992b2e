"""Keep what each partner agreed to pay into a year, when it is due, and what came in for it."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_grades_reach_chief_officer"),
        ("pooledbudget", "0011_a_part_by_consent"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreedContribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("applies_from", models.DateField()),
                ("rolled_forward_pence", models.BigIntegerField(default=0)),
                ("uplift_pence", models.BigIntegerField(default=0)),
                ("efficiency_pence", models.BigIntegerField(default=0)),
                ("top_up_pence", models.BigIntegerField(default=0)),
                ("one_off_pence", models.BigIntegerField(default=0)),
                ("charges_pence", models.BigIntegerField(default=0)),
                ("amount_pence", models.BigIntegerField()),
                ("reason", models.TextField(blank=True)),
                ("stated_at", models.DateTimeField()),
                ("stated_by", models.CharField(max_length=254)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("approved_by", models.CharField(blank=True, max_length=254)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "fund_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreed_contributions",
                        to="pooledbudget.fundyear",
                    ),
                ),
            ],
            options={
                "ordering": ("fund_year", "agency", "version"),
            },
        ),
        migrations.CreateModel(
            name="Instalment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("due_on", models.DateField()),
                ("amount_pence", models.BigIntegerField()),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instalments",
                        to="pooledbudget.agreedcontribution",
                    ),
                ),
            ],
            options={
                "ordering": ("contribution", "number"),
            },
        ),
        migrations.CreateModel(
            name="InstalmentReceipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instalment_receipt",
                        to="pooledbudget.journalentry",
                    ),
                ),
                (
                    "instalment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="pooledbudget.instalment",
                    ),
                ),
            ],
            options={
                "ordering": ("entry",),
            },
        ),
        migrations.AddConstraint(
            model_name="agreedcontribution",
            constraint=models.UniqueConstraint(
                fields=("fund_year", "agency", "version"),
                name="agreed_contribution_version_is_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreedcontribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "amount_pence",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("rolled_forward_pence"),
                                            "+",
                                            models.F("uplift_pence"),
                                        ),
                                        "-",
                                        models.F("efficiency_pence"),
                                    ),
                                    "+",
                                    models.F("top_up_pence"),
                                ),
                                "+",
                                models.F("one_off_pence"),
                            ),
                            "-",
                            models.F("charges_pence"),
                        ),
                    )
                ),
                name="agreed_contribution_is_the_sum_of_its_components",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreedcontribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount_pence__gte", 0),
                    ("charges_pence__gte", 0),
                    ("efficiency_pence__gte", 0),
                    ("one_off_pence__gte", 0),
                    ("rolled_forward_pence__gte", 0),
                    ("top_up_pence__gte", 0),
                    ("uplift_pence__gte", 0),
                ),
                name="agreed_contribution_is_never_below_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreedcontribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at", None), ("approved_by", "")),
                    models.Q(
                        ("approved_at__isnull", False),
                        models.Q(("approved_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="agreed_contribution_is_approved_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.UniqueConstraint(
                fields=("contribution", "number"), name="instalment_number_is_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_pence__gt", 0)), name="instalment_amount_is_positive"
            ),
        ),
    ]
