"""Let a request be decided without a meeting."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0019_urgencies"),
        ("decisions", "0015_agreed_in_principle"),
        ("meetings", "0007_ratifications"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="urgency",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision",
                to="cases.urgency",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="item",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision",
                to="meetings.agendaitem",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("item__isnull", False), ("urgency", None)),
                    models.Q(
                        ("item", None),
                        ("outcome__in", ["agreed", "agreed_with_conditions"]),
                        ("urgency__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="decision_is_of_a_meeting_or_agrees_what_cannot_wait",
            ),
        ),
    ]
