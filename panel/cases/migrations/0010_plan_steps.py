"""Hold what was done about a child's plan, step by step."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_placements_are_prepared_for"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("assessing", "Decided to assess, and asked for advice"),
                            ("not_assessed", "Decided not to assess"),
                            ("advised", "All advice for the assessment came"),
                            ("not_issued", "Decided not to issue a plan"),
                            ("drafted", "Sent the draft plan"),
                            ("heard", "Heard the family’s views on the draft"),
                            ("issued", "Sent the final plan"),
                            ("reviewed", "Held the review meeting"),
                            ("reported", "The school reported on the review"),
                            ("kept", "Decided to keep or end the plan as it is"),
                            ("amending", "Sent the amendments proposed"),
                            ("amended", "Sent the final amended plan"),
                        ],
                        max_length=20,
                    ),
                ),
                ("happened_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "placement_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_steps",
                        to="cases.placementrequest",
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
                "ordering": ("placement_request", "happened_on", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("placement_request", "kind", "happened_on"),
                        name="plan_step_is_recorded_once_a_day",
                    )
                ],
            },
        ),
    ]
