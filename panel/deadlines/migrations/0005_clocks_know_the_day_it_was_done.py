"""Keep the day on which what a clock asked for was done, beside the moment it was written down."""

from django.db import migrations, models
from django.db.models import Q

DONE = ["met", "missed"]


class Migration(migrations.Migration):
    dependencies = (("deadlines", "0004_owed_by_holders_of_several_agencies"),)
    operations = (
        migrations.AddField(
            model_name="clock",
            name="done_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunSQL(
            """
            UPDATE deadlines_clock SET done_on = (stopped_at AT TIME ZONE 'Europe/London')::date
            WHERE outcome IN ('met', 'missed')
            """,
            reverse_sql=migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=Q(outcome__in=DONE, done_on__isnull=False)
                | (~Q(outcome__in=DONE) & Q(done_on=None)),
                name="clock_met_or_missed_has_the_day",
            ),
        ),
    )
