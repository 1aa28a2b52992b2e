"""Let one placement at most follow another, but for those that never started."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("cases", "0016_plans_move_and_are_reassessed"),)
    operations = (
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stage", "ended"), ("started_on", None), _negated=True),
                fields=("follows",),
                name="placement_is_followed_by_one",
            ),
        ),
    )
