"""Hold who without a seat is there for an item."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0005_interests_have_levels"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Guest",
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
                    models.CheckConstraint(
                        condition=models.Q(("who", ""), _negated=True),
                        name="guest_is_said_to_be_somebody",
                    )
                ],
            },
        ),
    ]
