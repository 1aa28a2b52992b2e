"""Let a link between two requests be taken back, for a reason, and made anew after that."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0023_remarks_are_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="requestlink",
            name="request_is_linked_once_from_either_end",
        ),
        migrations.AddField(
            model_name="requestlink",
            name="removed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="requestlink",
            name="removed_because",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="requestlink",
            name="removed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="requestlink",
            constraint=models.UniqueConstraint(
                django.db.models.functions.comparison.Least("placement_request", "other"),
                django.db.models.functions.comparison.Greatest("placement_request", "other"),
                condition=models.Q(("removed_at", None)),
                name="request_is_linked_once_from_either_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="requestlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("removed_at", None), ("removed_because", ""), ("removed_by", None)),
                    models.Q(
                        ("removed_at__isnull", False),
                        ("removed_by__isnull", False),
                        models.Q(("removed_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="request_link_is_removed_by_somebody_for_a_reason",
            ),
        ),
    ]
