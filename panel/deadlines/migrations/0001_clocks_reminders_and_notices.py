"""Keep the dates that run, the reminders of them, and the notices owed to people."""

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_panels_people_and_seats"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Clock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("started_on", models.DateField()),
                ("due_on", models.DateField()),
                ("operational_on", models.DateField()),
                (
                    "explanation",
                    models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("started_at", models.DateTimeField()),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
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
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("met", "Met"), ("missed", "Missed"), ("void", "No longer owed")],
                        max_length=10,
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
                        fields=("subject", "rule_id", "key"), name="clock_starts_once_for_its_key"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("stopped_at", None), ("stopped_by", None)),
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
                        condition=models.Q(("operational_on__lte", models.F("due_on"))),
                        name="clock_is_worked_to_no_later_than_due",
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                ("recipient", models.EmailField(max_length=254)),
                ("subject_line", models.CharField(max_length=200)),
                ("body", models.TextField()),
                ("due_at", models.DateTimeField()),
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
                ("message_id", models.CharField(max_length=200, unique=True)),
                ("offer_at", models.DateTimeField()),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("last_error", models.TextField(blank=True)),
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        fields=("clock", "rung"), name="reminder_is_one_for_each_rung_of_a_clock"
                    )
                ],
            },
        ),
    ]
