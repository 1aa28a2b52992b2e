import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_appointments_fit"),
        ("decisions", "0004_decided_is_decided"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="shareapproval",
            name="approved_for",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="shareapproval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_for", None),
                    models.Q(
                        ("stage", "approved"),
                        models.Q(("approved_for", models.F("approved_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="share_approved_for_another_than_oneself",
            ),
        ),
    ]
