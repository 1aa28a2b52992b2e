"""Hold what is done before a placement starts, and when its agreement lapses."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_work_is_offered"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="placement",
            name="decided_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="placementagreement",
            name="lapses_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="placementtask",
            name="done_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="placementtask",
            name="kind",
            field=models.CharField(
                choices=[
                    ("visit", "Visit before it starts"),
                    ("host", "Tell the authority where the child will live"),
                    ("plan", "Placement plan"),
                    ("notify", "Notify the local authority"),
                    ("care_status", "Decide whether the child is looked after"),
                    ("care_review", "Review of a looked-after child"),
                    ("care_visit", "Visit to a looked-after child"),
                    ("renewal", "Go back to the panel"),
                    ("transition", "Prepare for adulthood"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="placementagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("lapses_on", None),
                    models.Q(
                        ("lapses_on__gte", models.F("starts_on")),
                        ("lapses_on__lte", models.F("ends_on")),
                    ),
                    _connector="OR",
                ),
                name="agreement_lapses_while_it_runs",
            ),
        ),
        migrations.AddConstraint(
            model_name="placementtask",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_on", None), ("done_at__isnull", False), _connector="OR"),
                name="placement_task_has_a_day_only_once_done",
            ),
        ),
    ]
