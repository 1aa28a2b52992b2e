"""Reports that are signed off, their files and their receipts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from panel.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_panels_people_and_seats"),
        ("agencies", "__first__"),
        ("pooledbudget", "0001_funds_and_journal"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="IssuedReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("quarterly", "Pooled fund report"),
                                    ("annual", "Annual return"),
                                    ("contributions", "Contribution statement"),
                                    ("recharges", "Recharges and debts"),
                                    ("reconciliation", "Reconciliation"),
                                    ("trial_balance", "Trial balance"),
                                    ("transactions", "Transactions"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField()),
                        ("content", models.TextField()),
                        ("content_sha256", models.CharField(max_length=64)),
                        ("commentary", models.TextField(blank=True)),
                        ("issued_at", models.DateTimeField()),
                        (
                            "fund_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="pooledbudget.fundyear",
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("fund_year", "-number"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("fund_year", "number"),
                                name="report_number_is_unique_in_its_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("first_day__lte", models.F("last_day"))),
                                name="report_begins_before_it_ends",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("offered_at", models.DateTimeField(blank=True, null=True)),
                        ("lease_until", models.DateTimeField(blank=True, null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("last_error", models.CharField(blank=True, max_length=300)),
                        ("name", models.CharField(blank=True, max_length=120)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("printed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "report",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="file",
                                to="reports.issuedreport",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), ("printed_at", None), ("sha256", "")),
                                    models.Q(
                                        ("printed_at__isnull", False),
                                        models.Q(("name", ""), _negated=True),
                                        models.Q(("sha256", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_file_is_printed_whole",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportReceipt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("received_at", models.DateTimeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "received_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="receipts",
                                to="reports.issuedreport",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("received_at", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "agency"),
                                name="report_is_received_once_by_each_partner",
                            )
                        ],
                    },
                ),
            ]
        )
    ]
