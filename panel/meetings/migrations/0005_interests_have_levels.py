"""Hold how far an interest keeps somebody out of an item."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0004_late_requests_and_extraordinary_meetings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="interest",
            name="level",
            field=models.CharField(
                choices=[
                    ("note", "I take part; my interest is noted"),
                    ("stay_without_deciding", "I stay and speak, but do not decide"),
                    ("leave", "I leave while it is decided, and read none of it"),
                ],
                default="leave",
                max_length=21,
            ),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["note", "stay_without_deciding", "leave"])),
                name="interest_has_a_level_of_the_rules",
            ),
        ),
    ]
