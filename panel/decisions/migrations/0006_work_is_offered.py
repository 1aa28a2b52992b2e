"""Note when a sweep last offered a record to the workers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("decisions", "0005_disputes_are_kept"),)
    operations = (
        migrations.AddField(
            model_name="rendering",
            name="offered_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    )
