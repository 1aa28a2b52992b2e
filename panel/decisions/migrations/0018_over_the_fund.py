"""Keep by how much a decision goes over the fund's money, and who consented."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_grades_reach_chief_officer"),
        ("decisions", "0017_a_share_lapses"),
        ("pooledbudget", "0016_floors_are_authorised"),
    ]

    operations = [
        migrations.CreateModel(
            name="Overspend",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount_pence", models.BigIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=254)),
                ("authorised_at", models.DateTimeField(blank=True, null=True)),
                ("authorised_by", models.CharField(blank=True, max_length=254)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overspends",
                        to="decisions.decision",
                    ),
                ),
                (
                    "fund_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pooledbudget.fundyear",
                    ),
                ),
            ],
            options={
                "ordering": ("decision", "pk"),
            },
        ),
        migrations.CreateModel(
            name="OverspendConsent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("given_at", models.DateTimeField()),
                ("given_by", models.CharField(max_length=254)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "overspend",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="decisions.overspend",
                    ),
                ),
            ],
            options={
                "ordering": ("overspend", "pk"),
            },
        ),
        migrations.AddConstraint(
            model_name="overspend",
            constraint=models.UniqueConstraint(
                condition=models.Q(("authorised_at", None)),
                fields=("decision",),
                name="overspend_asked_for_is_one_a_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="overspend",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_pence__gt", 0)), name="overspend_amount_is_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="overspend",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("authorised_at", None), ("authorised_by", "")),
                    models.Q(
                        ("authorised_at__isnull", False),
                        models.Q(("authorised_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="overspend_is_authorised_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="overspendconsent",
            constraint=models.UniqueConstraint(
                fields=("overspend", "agency"), name="overspend_is_consented_to_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="overspendconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("given_by", ""), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                ),
                name="overspend_consent_says_who_and_why",
            ),
        ),
    ]
