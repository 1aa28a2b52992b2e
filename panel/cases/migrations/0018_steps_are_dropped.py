"""Say of a step of a placement which agreement no longer brings it."""

from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = (("cases", "0017_a_placement_is_followed_by_one"),)
    operations = (
        migrations.AddField(
            model_name="placementtask",
            name="dropped_in",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=PROTECT,
                related_name="+",
                to="cases.placementagreement",
            ),
        ),
        migrations.AddConstraint(
            model_name="placementtask",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_at", None), ("dropped_in", None), _connector="OR"),
                name="placement_task_is_done_or_dropped",
            ),
        ),
    )
