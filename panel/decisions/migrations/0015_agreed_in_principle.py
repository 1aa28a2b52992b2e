"""Let the panel agree in principle, until a last day."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_plan_steps_are_kept"),
        ("decisions", "0014_a_deferral_says_why"),
        ("meetings", "0003_attendance_tells_the_seat"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="decision",
            name="decision_that_agrees_names_the_option",
        ),
        migrations.AddField(
            model_name="decision",
            name="lapses_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="decision",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("agreed", "Agreed"),
                    ("agreed_with_conditions", "Agreed with conditions"),
                    ("in_principle", "Agreed in principle"),
                    ("deferred", "Deferred"),
                    ("declined", "Declined"),
                    ("referred_on", "Referred on"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lapses_on__isnull", False), ("outcome", "in_principle")),
                    models.Q(
                        ("lapses_on", None), models.Q(("outcome", "in_principle"), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="decision_in_principle_alone_lapses",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("outcome__in", ["agreed", "agreed_with_conditions", "in_principle"]),
                        _negated=True,
                    ),
                    ("option__isnull", False),
                    _connector="OR",
                ),
                name="decision_that_agrees_names_the_option",
            ),
        ),
    ]
