"""Keep what money is to move where, and who agreed to it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_grades_reach_chief_officer"),
        ("pooledbudget", "0013_contributions_are_kept"),
    ]

    operations = [
        migrations.CreateModel(
            name="Virement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("pots", "Between agencies’ pots of the fund"),
                            ("out", "Out of the fund, into another"),
                            ("reserve", "From the risk reserve into a pot"),
                        ],
                        max_length=7,
                    ),
                ),
                ("amount_pence", models.BigIntegerField()),
                ("reason", models.TextField()),
                ("agreed_by", models.CharField(max_length=12)),
                ("proposed_at", models.DateTimeField()),
                ("proposed_by", models.CharField(max_length=254)),
                ("posted_at", models.DateTimeField(blank=True, null=True)),
                ("posted_by", models.CharField(blank=True, max_length=254)),
                (
                    "from_agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "fund_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="virements",
                        to="pooledbudget.fundyear",
                    ),
                ),
                (
                    "to_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "to_fund_year",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pooledbudget.fundyear",
                    ),
                ),
            ],
            options={
                "ordering": ("fund_year", "pk"),
            },
        ),
        migrations.CreateModel(
            name="VirementConsent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("given_at", models.DateTimeField()),
                ("given_by", models.CharField(max_length=254)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "virement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="pooledbudget.virement",
                    ),
                ),
            ],
            options={
                "ordering": ("virement", "pk"),
            },
        ),
        migrations.AddConstraint(
            model_name="virement",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_pence__gt", 0)), name="virement_amount_is_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="virement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("route", "pots"),
                        ("to_fund_year", None),
                        ("from_agency__isnull", False),
                        models.Q(("from_agency", models.F("to_agency")), _negated=True),
                    ),
                    models.Q(
                        ("from_agency", models.F("to_agency")),
                        ("route", "out"),
                        ("to_fund_year__isnull", False),
                        models.Q(("to_fund_year", models.F("fund_year")), _negated=True),
                    ),
                    models.Q(("from_agency", None), ("route", "reserve"), ("to_fund_year", None)),
                    _connector="OR",
                ),
                name="virement_goes_by_its_route",
            ),
        ),
        migrations.AddConstraint(
            model_name="virement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("posted_at", None), ("posted_by", "")),
                    models.Q(
                        ("posted_at__isnull", False), models.Q(("posted_by", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="virement_is_posted_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="virementconsent",
            constraint=models.UniqueConstraint(
                fields=("virement", "agency"),
                name="consent_to_a_virement_is_given_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="virementconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(("given_by", ""), _negated=True),
                name="consent_to_a_virement_is_given_by_someone",
            ),
        ),
    ]
