"""Hold why a limit was said not to bind."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("deadlines", "0001_clocks_reminders_and_notices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClockException",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=4)),
                ("reason", models.CharField(max_length=120)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("evidence", models.CharField(max_length=300)),
                ("parent_informed_on", models.DateField()),
                ("approved_at", models.DateTimeField()),
                (
                    "approved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exceptions",
                        to="deadlines.clock",
                    ),
                ),
            ],
            options={
                "ordering": ("clock", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("clock", "code"), name="exception_is_one_of_its_code_a_clock"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_day__gte", models.F("first_day")),
                            models.Q(("evidence", ""), _negated=True),
                        ),
                        name="exception_has_its_days_in_order_and_evidence",
                    ),
                ],
            },
        ),
    ]
