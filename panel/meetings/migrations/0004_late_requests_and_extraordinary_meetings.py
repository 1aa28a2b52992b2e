"""Let a late request be waived onto an agenda, and a meeting be extraordinary."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_placements_are_prepared_for"),
        ("meetings", "0003_attendance_tells_the_seat"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="waived_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="waiver",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="meeting",
            name="is_extraordinary",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("waived_by", None), ("waiver", "")),
                    models.Q(
                        models.Q(("waiver", ""), _negated=True),
                        models.Q(("waived_by", None), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="agenda_takes_late_what_somebody_allows_with_a_reason",
            ),
        ),
    ]
