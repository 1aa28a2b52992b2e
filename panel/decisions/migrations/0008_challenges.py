"""Keep challenges to what the panel decided."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0007_an_outcome_states_more"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Challenge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    django_fsm.FSMField(
                        choices=[("open", "Open"), ("ended", "Ended")],
                        default="open",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("review", "Review by the panel"),
                            ("mediation", "Mediation"),
                            ("tribunal", "Appeal to the SEND Tribunal"),
                            ("complaint", "Complaint"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "asker",
                    models.CharField(
                        choices=[
                            ("parent", "Parent or carer"),
                            ("young_person", "The child or young person"),
                            ("advocate", "Advocate"),
                            ("referrer", "The referring agency"),
                            ("agency", "Another agency"),
                        ],
                        max_length=12,
                    ),
                ),
                ("asked_on", models.DateField()),
                ("grounds", models.TextField()),
                ("notified_on", models.DateField()),
                ("certificate_on", models.DateField(blank=True, null=True)),
                ("last_day", models.DateField()),
                ("late_because", models.CharField(blank=True, max_length=300)),
                ("due_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stands", "The decision stands"),
                            ("again", "The panel decides again"),
                            ("replaced", "An order or agreement replaces the decision"),
                            ("conceded", "The council doesn’t oppose it"),
                            ("taken_back", "Whoever asked took it back"),
                        ],
                        max_length=12,
                    ),
                ),
                ("outcome_on", models.DateField(blank=True, null=True)),
                ("findings", models.TextField(blank=True)),
                ("orders", models.JSONField(blank=True, default=list)),
                ("heard_elsewhere", models.CharField(blank=True, max_length=160)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenges",
                        to="decisions.decision",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "heard_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
            ],
            options={
                "ordering": ("decision", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision", "number"),
                        name="challenge_number_is_unique_on_its_decision",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("stage", "open")),
                        fields=("decision", "kind"),
                        name="challenge_open_is_one_a_kind_and_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("grounds", ""), _negated=True),
                        name="challenge_has_its_grounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked_on__lte", models.F("last_day")),
                            models.Q(("late_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="challenge_out_of_time_says_why_it_is_taken",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at", None),
                                ("ended_by", None),
                                ("findings", ""),
                                ("outcome", ""),
                                ("outcome_on", None),
                                ("stage", "open"),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                (
                                    "outcome__in",
                                    ["stands", "again", "replaced", "conceded", "taken_back"],
                                ),
                                ("outcome_on__gte", models.F("asked_on")),
                                ("stage", "ended"),
                                models.Q(("findings", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="challenge_ended_has_outcome_day_findings_at_and_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("orders", []),
                            models.Q(("kind", "tribunal"), ("stage", "ended")),
                            _connector="OR",
                        ),
                        name="challenge_with_orders_was_heard_by_the_tribunal",
                    ),
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
    ]
