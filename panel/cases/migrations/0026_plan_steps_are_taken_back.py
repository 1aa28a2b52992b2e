"""Let a step of a plan that was mistyped be taken back, for a reason, and recorded anew."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = (
        ("cases", "0025_links_change_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )
    operations = (
        migrations.RemoveConstraint(
            model_name="planstep", name="plan_step_is_recorded_once_a_day"
        ),
        migrations.AddField(
            model_name="planstep",
            name="taken_back_because",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="planstep",
            name="taken_back_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="planstep",
            name="taken_back_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="planstep",
            constraint=models.UniqueConstraint(
                condition=Q(taken_back_at=None),
                fields=["placement_request", "kind", "happened_on"],
                name="plan_step_is_recorded_once_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="planstep",
            constraint=models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None, taken_back_because="")
                | (
                    Q(taken_back_at__isnull=False, taken_back_by__isnull=False)
                    & ~Q(taken_back_because="")
                ),
                name="plan_step_is_taken_back_by_somebody_for_a_reason",
            ),
        ),
    )
