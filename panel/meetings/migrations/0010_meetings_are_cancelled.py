"""Let a meeting be cancelled with a reason, and hold one at a moment."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

IS_CANCELLED = Q(stage="cancelled")


class Migration(migrations.Migration):
    dependencies = (
        ("meetings", "0009_guests_are_written_down_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )
    operations = (
        migrations.AddField(
            model_name="meeting",
            name="cancelled_because",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="meeting",
            name="cancelled_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="meeting",
            name="cancelled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="stage",
            field=django_fsm.FSMField(
                choices=[
                    ("planned", "Planned"),
                    ("papers_out", "Papers sent"),
                    ("open", "Open"),
                    ("closed", "Closed"),
                    ("cancelled", "Cancelled"),
                ],
                default="planned",
                max_length=50,
                protected=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                condition=~IS_CANCELLED,
                fields=["panel", "starts_at"],
                name="panel_holds_one_meeting_at_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=(
                    IS_CANCELLED
                    & Q(cancelled_at__isnull=False, cancelled_by__isnull=False)
                    & ~Q(cancelled_because="")
                )
                | (~IS_CANCELLED & Q(cancelled_at=None, cancelled_by=None, cancelled_because="")),
                name="meeting_cancelled_has_at_by_and_reason",
            ),
        ),
    )
