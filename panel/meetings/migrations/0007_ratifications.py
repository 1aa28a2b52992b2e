"""Hold what a meeting is to ratify."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0019_urgencies"),
        ("meetings", "0006_guests_of_an_item"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Ratification",
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
        migrations.AddConstraint(
            model_name="ratification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("stage__in", ["ratified", "refused"]),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        ("quorum__isnull", False),
                        models.Q(("reasons", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("stage__in", ["ratified", "refused"]), _negated=True),
                        ("answered_at", None),
                        ("answered_by", None),
                        ("quorum", None),
                        ("reasons", ""),
                    ),
                    _connector="OR",
                ),
                name="ratification_answered_has_reasons_quorum_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "refused"), models.Q(("follow_up", ""), _negated=True)),
                    models.Q(models.Q(("stage", "refused"), _negated=True), ("follow_up", "")),
                    _connector="OR",
                ),
                name="ratification_refused_says_what_follows",
            ),
        ),
    ]
