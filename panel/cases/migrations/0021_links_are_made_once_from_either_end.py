"""Let two requests be linked once, from whichever end."""

from django.db import migrations, models
from django.db.models.functions import Greatest, Least


class Migration(migrations.Migration):
    dependencies = (("cases", "0020_urgencies_are_kept"),)
    operations = (
        migrations.RemoveConstraint(
            model_name="requestlink", name="request_is_linked_once_with_another"
        ),
        migrations.AddConstraint(
            model_name="requestlink",
            constraint=models.UniqueConstraint(
                Least("placement_request", "other"),
                Greatest("placement_request", "other"),
                name="request_is_linked_once_from_either_end",
            ),
        ),
    )
