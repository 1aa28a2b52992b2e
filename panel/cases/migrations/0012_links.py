"""Keep which requests belong together."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_plan_steps_are_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RequestLink",
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
                            ("follows", "follows on from"),
                            ("earlier", "is for the same child as"),
                            ("varies", "changes the placement of"),
                            ("sibling", "is for a brother or sister of the child of"),
                        ],
                        max_length=12,
                    ),
                ),
                ("linked_at", models.DateTimeField()),
                (
                    "linked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="linked_from",
                        to="cases.placementrequest",
                    ),
                ),
                (
                    "placement_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="cases.placementrequest",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("placement_request", "other"),
                        name="request_is_linked_once_with_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("placement_request", models.F("other")), _negated=True
                        ),
                        name="request_is_linked_with_another",
                    ),
                ],
            },
        ),
    ]
