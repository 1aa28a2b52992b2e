"""Keep meetings, their agendas, who was there, and what each thought."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

from panel.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_panels_people_and_seats"),
        ("agencies", "__first__"),
        ("cases", "0001_children_requests_and_placements"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Meeting",
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
                            "stage",
                            django_fsm.FSMField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("papers_out", "Papers sent"),
                                    ("open", "Open"),
                                    ("closed", "Closed"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("starts_at", models.DateTimeField()),
                        ("place", models.CharField(blank=True, max_length=120)),
                        ("is_extraordinary", models.BooleanField(default=False)),
                        ("cancelled_because", models.CharField(blank=True, max_length=200)),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cancelled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "panel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="agencies.panel",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("panel", "number"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("panel", "number"),
                                name="meeting_number_is_unique_on_its_panel",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("stage", "cancelled"), _negated=True),
                                fields=("panel", "starts_at"),
                                name="panel_holds_one_meeting_at_a_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("stage", "cancelled"),
                                        ("cancelled_at__isnull", False),
                                        ("cancelled_by__isnull", False),
                                        models.Q(("cancelled_because", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("stage", "cancelled"), _negated=True),
                                        ("cancelled_at", None),
                                        ("cancelled_because", ""),
                                        ("cancelled_by", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="meeting_cancelled_has_at_by_and_reason",
                            ),
                        ],
                    },
                    bases=(django_fsm.FSMModelMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="Attendance",
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
                            "role",
                            models.CharField(
                                choices=[("chair", "Chair"), ("member", "Panel member")],
                                max_length=20,
                            ),
                        ),
                        ("is_present", models.BooleanField()),
                        ("recorded_at", models.DateTimeField()),
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "seat",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.seat",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendance",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "attendance",
                        "ordering": ("meeting", "role", "agency", "person"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "person"),
                                name="attendance_is_taken_once_a_person",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItem",
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
                        ("position", models.PositiveSmallIntegerField()),
                        ("waiver", models.CharField(blank=True, max_length=200)),
                        (
                            "placement_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agenda_items",
                                to="cases.placementrequest",
                            ),
                        ),
                        (
                            "waived_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("meeting", "position"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "position"),
                                name="agenda_position_is_unique_on_its_meeting",
                            ),
                            models.UniqueConstraint(
                                fields=("meeting", "placement_request"),
                                name="agenda_lists_a_request_once_a_meeting",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("waived_by", None), ("waiver", "")),
                                    models.Q(
                                        models.Q(("waiver", ""), _negated=True),
                                        models.Q(("waived_by", None), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="agenda_takes_late_what_somebody_allows_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Position",
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
                            "view",
                            models.CharField(
                                choices=[
                                    ("support", "Support"),
                                    ("oppose", "Do not support"),
                                    ("abstain", "Abstain"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reasons", models.TextField()),
                        ("given_at", models.DateTimeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="positions",
                                to="meetings.agendaitem",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("item", "agency", "person"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "person"), name="position_is_given_once_an_item"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reasons", ""), _negated=True),
                                name="position_has_reasons",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ratification",
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
                            "stage",
                            django_fsm.FSMField(
                                choices=[
                                    ("owed", "To be ratified"),
                                    ("listed", "On an agenda to be ratified"),
                                    ("ratified", "Ratified"),
                                    ("refused", "Not ratified"),
                                    ("lapsed", "Ended before it was ratified"),
                                ],
                                default="owed",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("owed_at", models.DateTimeField()),
                        ("reasons", models.TextField(blank=True)),
                        (
                            "follow_up",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("bring_back", "Bring it back as an ordinary request"),
                                    ("end_placement", "End the placement"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("quorum", models.JSONField(blank=True, null=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "urgency",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ratification",
                                to="cases.urgency",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("stage__in", ["ratified", "refused"]),
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                        ("quorum__isnull", False),
                                        models.Q(("reasons", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("stage__in", ["ratified", "refused"]), _negated=True
                                        ),
                                        ("answered_at", None),
                                        ("answered_by", None),
                                        ("quorum", None),
                                        ("reasons", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="ratification_answered_has_reasons_quorum_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("stage", "refused"),
                                        models.Q(("follow_up", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("stage", "refused"), _negated=True),
                                        ("follow_up", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="ratification_refused_says_what_follows",
                            ),
                        ],
                    },
                    bases=(django_fsm.FSMModelMixin, models.Model),
                ),
                migrations.AddField(
                    model_name="agendaitem",
                    name="ratifies",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="meetings.ratification",
                    ),
                ),
                migrations.CreateModel(
                    name="Guest",
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
                                    ("family", "Of the family"),
                                    ("advocate", "For the family"),
                                    ("observer", "Observer"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("who", models.CharField(max_length=120)),
                        ("admitted_at", models.DateTimeField()),
                        (
                            "admitted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="guests",
                                to="meetings.agendaitem",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("item", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "kind", "who"),
                                name="guest_is_written_down_once_an_item",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("who", ""), _negated=True),
                                name="guest_is_said_to_be_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Interest",
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
                        ("reason", models.CharField(max_length=200)),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("note", "I take part; my interest is noted"),
                                    (
                                        "stay_without_deciding",
                                        "I stay and speak, but do not decide",
                                    ),
                                    ("leave", "I leave while it is decided, and read none of it"),
                                ],
                                default="leave",
                                max_length=21,
                            ),
                        ),
                        ("declared_at", models.DateTimeField()),
                        (
                            "declared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interests",
                                to="meetings.agendaitem",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("item", "declared_at"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "person"), name="interest_is_declared_once_an_item"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("level__in", ["note", "stay_without_deciding", "leave"])
                                ),
                                name="interest_has_a_level_of_the_rules",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
