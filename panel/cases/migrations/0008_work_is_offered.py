"""Note when a sweep last offered a scan to the workers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("cases", "0007_placements_are_kept"),)
    operations = (
        migrations.AddField(
            model_name="scan",
            name="offered_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    )
