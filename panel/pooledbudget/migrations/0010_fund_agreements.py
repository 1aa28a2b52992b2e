"""Keep the agreement behind each fund, the consents to it, and notices to leave."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_grades_reach_chief_officer"),
        ("pooledbudget", "0009_forecasts_are_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FundAgreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("aims", models.TextField(blank=True)),
                ("contributions", models.TextField(blank=True)),
                ("functions", models.TextField(blank=True)),
                ("persons", models.TextField(blank=True)),
                ("staff", models.TextField(blank=True)),
                ("duration_and_ending", models.TextField(blank=True)),
                ("management", models.TextField(blank=True)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("stated_at", models.DateTimeField()),
                ("stated_by", models.CharField(blank=True, max_length=254)),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="pooledbudget.fund",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "manager",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("fund", "version"),
            },
        ),
        migrations.AddField(
            model_name="fundyear",
            name="agreement",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="years",
                to="pooledbudget.fundagreement",
            ),
        ),
        migrations.CreateModel(
            name="FundConsent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("accepts_manager", models.BooleanField()),
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
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="pooledbudget.fundagreement",
                    ),
                ),
            ],
            options={
                "ordering": ("agreement", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ExitNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("given_on", models.DateField()),
                ("ends_on", models.DateField()),
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
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exit_notices",
                        to="pooledbudget.fund",
                    ),
                ),
            ],
            options={
                "ordering": ("fund", "ends_on"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fund", "agency"), name="notice_to_leave_is_given_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("given_on"))),
                        name="notice_to_leave_runs_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("given_by", ""), _negated=True),
                        name="notice_to_leave_is_given_by_someone",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="fundagreement",
            constraint=models.UniqueConstraint(
                fields=("fund", "version"), name="agreement_version_is_unique_in_its_fund"
            ),
        ),
        migrations.AddConstraint(
            model_name="fundagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="agreement_ends_no_earlier_than_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundconsent",
            constraint=models.UniqueConstraint(
                fields=("agreement", "agency"), name="consent_is_given_once_by_each_partner"
            ),
        ),
        migrations.AddConstraint(
            model_name="fundconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(("given_by", ""), _negated=True),
                name="consent_to_an_agreement_is_given_by_someone",
            ),
        ),
    ]
