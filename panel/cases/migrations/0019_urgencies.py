"""Hold why a request can't wait for a meeting."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_appointments_fit"),
        ("cases", "0018_ehc_plan_may_be_unrecorded"),
        ("policies", "0002_append_only_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Urgency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("needed_on", models.DateField()),
                ("taken_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "urgencies",
                "ordering": ("placement_request", "pk"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="placementrequest",
            name="request_is_live_once_for_a_child_and_kind",
        ),
        migrations.AlterField(
            model_name="placementrequest",
            name="stage",
            field=django_fsm.FSMField(
                choices=[
                    ("draft", "Draft"),
                    ("submitted", "With the panel team"),
                    ("returned", "Sent back to the referrer"),
                    ("advice", "Waiting for advice"),
                    ("ready", "Ready for panel"),
                    ("urgent", "Can’t wait for a meeting"),
                    ("listed", "On an agenda"),
                    ("considered", "Considered by the panel"),
                    ("deferred", "Deferred"),
                    ("funding", "Agencies approve"),
                    ("disputed", "Agencies disagree who pays"),
                    ("approved", "Approved and funded"),
                    ("placed", "Placed"),
                    ("ended", "Placement ended"),
                    ("declined", "Declined"),
                    ("referred_on", "Referred on"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="draft",
                max_length=50,
                protected=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="placementrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "stage__in",
                        [
                            "advice",
                            "considered",
                            "deferred",
                            "disputed",
                            "draft",
                            "funding",
                            "listed",
                            "ready",
                            "returned",
                            "submitted",
                            "urgent",
                        ],
                    )
                ),
                fields=("child", "kind"),
                name="request_is_live_once_for_a_child_and_kind",
            ),
        ),
        migrations.AddField(
            model_name="urgency",
            name="placement_request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="urgencies",
                to="cases.placementrequest",
            ),
        ),
        migrations.AddField(
            model_name="urgency",
            name="taken_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="urgency",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="urgency_has_a_reason"
            ),
        ),
    ]
