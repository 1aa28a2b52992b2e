import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_panels_people_and_roles"),
    ]

    operations = [
        migrations.AddField(
            model_name="appointment",
            name="deputises",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deputies",
                to="agencies.appointment",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="grade",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[
                    (1, "Officer"),
                    (2, "Team manager"),
                    (3, "Service manager"),
                    (4, "Head of service"),
                    (5, "Assistant director"),
                    (6, "Director"),
                ],
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="is_substitute",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="appointment",
            name="lifetime_limit_pence",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="appointment",
            name="yearly_limit_pence",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        ]
                    ),
                ),
                ("is_voting", models.BooleanField(default=True)),
                ("applies_from_age", models.PositiveSmallIntegerField(blank=True, null=True)),
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
            },
        ),
        migrations.AddField(
            model_name="appointment",
            name="seat",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appointments",
                to="agencies.seat",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("seat", None), ("role__in", ["member", "chair"]), _connector="OR"
                ),
                name="appointment_in_a_seat_is_a_member_s_or_the_chair_s",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_substitute", False),
                    models.Q(("grade__isnull", False), ("seat__isnull", False)),
                    _connector="OR",
                ),
                name="appointment_of_a_substitute_names_seat_and_grade",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deputises", None),
                    models.Q(("ends_on__isnull", False), ("role", "agency_lead")),
                    _connector="OR",
                ),
                name="appointment_of_a_deputy_is_a_lead_s_and_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deputises", None),
                    ("weekly_limit_pence__isnull", False),
                    ("yearly_limit_pence__isnull", False),
                    ("lifetime_limit_pence__isnull", False),
                    _connector="OR",
                ),
                name="appointment_of_a_deputy_has_a_limit",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                ),
                name="delegation_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("weekly_limit_pence__gte", 0),
                    ("yearly_limit_pence__gte", 0),
                    ("lifetime_limit_pence__gte", 0),
                    _connector="OR",
                ),
                name="delegation_has_a_limit",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.UniqueConstraint(
                fields=("panel", "agency", "role", "starts_on"),
                name="delegation_is_made_once_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(
                fields=("panel", "title"), name="seat_title_is_unique_on_its_panel"
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="seat_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("applies_from_age", None), ("applies_from_age__lte", 25), _connector="OR"
                ),
                name="seat_applies_from_an_age_of_children_and_young_people",
            ),
        ),
    ]
