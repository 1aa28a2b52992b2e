"""Hold for which seat somebody is at a meeting."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_appointments_fit"),
        ("meetings", "0002_append_only_attendance"),
    ]

    operations = [
        migrations.AddField(
            model_name="attendance",
            name="seat",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.seat",
            ),
        ),
    ]
