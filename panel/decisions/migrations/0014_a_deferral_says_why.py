"""Keep why an item was deferred, and who signed off that it is late."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_links_are_kept"),
        ("decisions", "0013_an_agreement_says_why_it_is_split_so"),
        ("meetings", "0003_attendance_tells_the_seat"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="deferral_reason",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="decision",
            name="late_signed_off_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome", "deferred"),
                    models.Q(("deferral_reason", ""), ("late_signed_off_by", None)),
                    _connector="OR",
                ),
                name="decision_deferred_alone_says_why_and_who_signed_off",
            ),
        ),
    ]
