"""Keep the dates that run, the reminders of them, and the notices owed to people."""

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from panel.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_panels_people_and_seats"),
        ("agencies", "__first__"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Clock",
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
                        ("subject", models.CharField(max_length=80)),
                        ("rule_id", models.CharField(max_length=40)),
                        ("key", models.CharField(blank=True, max_length=80)),
                        ("title", models.CharField(max_length=160)),
                        ("source", models.CharField(max_length=200)),
                        ("length", models.CharField(max_length=40)),
                        (
                            "owner_role",
                            models.CharField(
                                choices=[
                                    ("referrer", "Referrer"),
                                    ("coordinator", "Coordinator"),
                                    ("adviser", "Adviser"),
                                    ("member", "Panel member"),
                                    ("chair", "Chair"),
                                    ("agency_lead", "Agency lead"),
                                    ("fund_manager", "Fund manager"),
                                    ("auditor", "Auditor"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("started_on", models.DateField()),
                        ("due_on", models.DateField()),
                        ("operational_on", models.DateField()),
                        (
                            "explanation",
                            models.JSONField(
                                encoder=django.core.serializers.json.DjangoJSONEncoder
                            ),
                        ),
                        ("started_at", models.DateTimeField()),
                        ("stopped_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "Met"),
                                    ("missed", "Missed"),
                                    ("void", "No longer owed"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("done_on", models.DateField(blank=True, null=True)),
                        (
                            "or_agencies",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="agencies.agency"
                            ),
                        ),
                        (
                            "owner_agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clocks",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "panel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clocks",
                                to="agencies.panel",
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "stopped_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("operational_on", "pk"),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("stopped_at", None)),
                                fields=["panel", "operational_on"],
                                name="clock_running",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("subject", "rule_id", "key"),
                                name="clock_starts_once_for_its_key",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("outcome", ""), ("stopped_at", None), ("stopped_by", None)
                                    ),
                                    models.Q(
                                        ("stopped_at__isnull", False),
                                        ("stopped_by__isnull", False),
                                        ("outcome__in", ["met", "missed", "void"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="clock_stopped_has_at_by_and_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("done_on__isnull", False),
                                        ("outcome__in", ("met", "missed")),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("outcome__in", ("met", "missed")), _negated=True
                                        ),
                                        ("done_on", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="clock_met_or_missed_has_the_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("operational_on__lte", models.F("due_on"))),
                                name="clock_is_worked_to_no_later_than_due",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClockException",
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
                        ("code", models.CharField(max_length=4)),
                        ("reason", models.CharField(max_length=120)),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField()),
                        ("evidence", models.CharField(max_length=300)),
                        ("parent_informed_on", models.DateField()),
                        ("approved_at", models.DateTimeField()),
                        (
                            "approved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "clock",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exceptions",
                                to="deadlines.clock",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("clock", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("clock", "code"),
                                name="exception_is_one_of_its_code_a_clock",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_day__gte", models.F("first_day")),
                                    models.Q(("evidence", ""), _negated=True),
                                ),
                                name="exception_has_its_days_in_order_and_evidence",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
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
                        ("key", models.CharField(max_length=200, unique=True)),
                        ("recipient", models.EmailField(max_length=254)),
                        ("subject_line", models.CharField(max_length=200)),
                        ("body", models.TextField()),
                        ("due_at", models.DateTimeField()),
                        ("message_id", models.CharField(max_length=200, unique=True)),
                        ("offer_at", models.DateTimeField()),
                        ("lease_until", models.DateTimeField(blank=True, null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("dropped_at", models.DateTimeField(blank=True, null=True)),
                        ("last_error", models.TextField(blank=True)),
                        (
                            "clock",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="deadlines.clock",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("due_at", "pk"),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("dropped_at", None), ("sent_at", None)),
                                fields=["offer_at"],
                                name="notice_waiting",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_at", None), ("dropped_at", None), _connector="OR"
                                ),
                                name="notice_sent_is_not_dropped",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("subject_line__contains", "\n"), _negated=True),
                                    models.Q(("subject_line__contains", "\r"), _negated=True),
                                ),
                                name="notice_subject_is_one_line",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reminder",
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
                        ("rung", models.PositiveSmallIntegerField()),
                        (
                            "to",
                            models.CharField(
                                choices=[
                                    ("owner", "Whoever owes it"),
                                    ("coordinator", "The panel's coordinators"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("due_at", models.DateTimeField()),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("owed", "Notices owed"),
                                    ("cancelled", "The clock had stopped"),
                                    ("nobody", "Nobody held the role"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "clock",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reminders",
                                to="deadlines.clock",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("clock", "rung"),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("outcome", "")),
                                fields=["due_at"],
                                name="reminder_waiting",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("clock", "rung"),
                                name="reminder_is_one_for_each_rung_of_a_clock",
                            )
                        ],
                    },
                ),
            ]
        )
    ]
