"""Keep what an outcome states besides its reasons: departures, equality, the way back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0006_work_is_offered"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="departure_reason",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="decision",
            name="departures",
            field=models.JSONField(db_default=[], default=list),
        ),
        migrations.AddField(
            model_name="decision",
            name="equality_note",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="decision",
            name="return_plan",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
    ]
