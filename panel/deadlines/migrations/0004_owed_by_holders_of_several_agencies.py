"""Let a clock be owed by the holders of a role in several agencies, any of whom may do it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_grades_reach_chief_officer"),
        ("deadlines", "0003_exceptions_are_kept"),
    ]

    operations = [
        migrations.AddField(
            model_name="clock",
            name="or_agencies",
            field=models.ManyToManyField(blank=True, related_name="+", to="agencies.agency"),
        ),
    ]
