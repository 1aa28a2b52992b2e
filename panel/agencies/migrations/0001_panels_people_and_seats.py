"""Keep agencies, the panels they form, people, and who is appointed to what."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from panel.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("audit", "0001_application_role"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Agency",
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
                        ("code", models.SlugField(unique=True)),
                        ("name", models.CharField(max_length=120)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("education", "Education"),
                                    ("health", "Health"),
                                    ("social_care", "Social care"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("legal_entity", models.CharField(max_length=120)),
                    ],
                    options={
                        "verbose_name_plural": "agencies",
                        "ordering": ("code",),
                    },
                ),
                migrations.CreateModel(
                    name="Person",
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
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        ("username", models.EmailField(max_length=254, unique=True)),
                        ("name", models.CharField(max_length=120)),
                        ("is_active", models.BooleanField(default=True)),
                    ],
                    options={
                        "verbose_name_plural": "people",
                        "ordering": ("name", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("username"),
                                name="person_signs_in_with_an_address_of_their_own",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Panel",
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
                        ("code", models.SlugField(unique=True)),
                        ("name", models.CharField(max_length=120)),
                        ("prefix", models.CharField(default="JRAP", max_length=8)),
                        (
                            "agencies",
                            models.ManyToManyField(related_name="panels", to="agencies.agency"),
                        ),
                    ],
                    options={
                        "ordering": ("code",),
                    },
                ),
                migrations.CreateModel(
                    name="ReferenceCounter",
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
                        ("prefix", models.CharField(max_length=8)),
                        ("year", models.PositiveSmallIntegerField()),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("prefix", "year"),
                                name="reference_counter_is_one_per_prefix_and_year",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Seat",
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
                        ("title", models.CharField(max_length=120)),
                        (
                            "grade",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Officer"),
                                    (2, "Team manager"),
                                    (3, "Service manager"),
                                    (4, "Head of service"),
                                    (5, "Assistant director"),
                                    (6, "Director"),
                                    (7, "Chief officer"),
                                ]
                            ),
                        ),
                        ("is_voting", models.BooleanField(default=True)),
                        (
                            "applies_from_age",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        (
                            "substitute_grade",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (1, "Officer"),
                                    (2, "Team manager"),
                                    (3, "Service manager"),
                                    (4, "Head of service"),
                                    (5, "Assistant director"),
                                    (6, "Director"),
                                    (7, "Chief officer"),
                                ],
                                null=True,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seats",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "panel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seats",
                                to="agencies.panel",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("panel", "agency", "title"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("panel", "title"), name="seat_title_is_unique_on_its_panel"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="seat_has_a_title",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("applies_from_age", None),
                                    ("applies_from_age__lte", 25),
                                    _connector="OR",
                                ),
                                name="seat_applies_from_an_age_of_children_and_young_people",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appointment",
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
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("weekly_limit_pence", models.BigIntegerField(blank=True, null=True)),
                        ("yearly_limit_pence", models.BigIntegerField(blank=True, null=True)),
                        ("lifetime_limit_pence", models.BigIntegerField(blank=True, null=True)),
                        (
                            "grade",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (1, "Officer"),
                                    (2, "Team manager"),
                                    (3, "Service manager"),
                                    (4, "Head of service"),
                                    (5, "Assistant director"),
                                    (6, "Director"),
                                    (7, "Chief officer"),
                                ],
                                null=True,
                            ),
                        ),
                        ("is_substitute", models.BooleanField(default=False)),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "deputises",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deputies",
                                to="agencies.appointment",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "panel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="agencies.panel",
                            ),
                        ),
                        (
                            "seat",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="agencies.seat",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("panel", "role", "person"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None),
                                    ("ends_on__gt", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="appointment_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "role__in",
                                            ["referrer", "adviser", "member", "agency_lead"],
                                        ),
                                        _negated=True,
                                    ),
                                    ("agency__isnull", False),
                                    _connector="OR",
                                ),
                                name="appointment_for_an_agency_names_it",
                            ),
                            models.UniqueConstraint(
                                fields=("person", "panel", "agency", "role", "starts_on"),
                                name="appointment_is_made_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("seat", None),
                                    ("role__in", ["member", "chair"]),
                                    _connector="OR",
                                ),
                                name="appointment_in_a_seat_is_a_member_s_or_the_chair_s",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_substitute", False),
                                    models.Q(("grade__isnull", False), ("seat__isnull", False)),
                                    _connector="OR",
                                ),
                                name="appointment_of_a_substitute_names_seat_and_grade",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("deputises", None),
                                    models.Q(("ends_on__isnull", False), ("role", "agency_lead")),
                                    _connector="OR",
                                ),
                                name="appointment_of_a_deputy_is_a_lead_s_and_ends",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("deputises", None),
                                    ("weekly_limit_pence__isnull", False),
                                    ("yearly_limit_pence__isnull", False),
                                    ("lifetime_limit_pence__isnull", False),
                                    _connector="OR",
                                ),
                                name="appointment_of_a_deputy_has_a_limit",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delegation",
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
                        ("weekly_limit_pence", models.BigIntegerField(blank=True, null=True)),
                        ("yearly_limit_pence", models.BigIntegerField(blank=True, null=True)),
                        ("lifetime_limit_pence", models.BigIntegerField(blank=True, null=True)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("source", models.CharField(max_length=200)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegations",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "panel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegations",
                                to="agencies.panel",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("panel", "agency", "role", "starts_on"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None),
                                    ("ends_on__gt", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="delegation_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("weekly_limit_pence__gte", 0),
                                    ("yearly_limit_pence__gte", 0),
                                    ("lifetime_limit_pence__gte", 0),
                                    _connector="OR",
                                ),
                                name="delegation_has_a_limit",
                            ),
                            models.UniqueConstraint(
                                fields=("panel", "agency", "role", "starts_on"),
                                name="delegation_is_made_once_a_day",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
