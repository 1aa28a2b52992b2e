"""Write a guest down once for an item."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("meetings", "0008_ratifications_are_kept"),)
    operations = (
        migrations.AddConstraint(
            model_name="guest",
            constraint=models.UniqueConstraint(
                fields=["item", "kind", "who"], name="guest_is_written_down_once_an_item"
            ),
        ),
    )
