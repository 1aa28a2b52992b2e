"""Let a decision go over several agencies' own pots, each by consent of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("decisions", "0014_consents_say_to_how_much"),)
    operations = (
        migrations.RemoveConstraint(
            model_name="overspend", name="overspend_asked_for_is_one_a_decision"
        ),
        migrations.AddConstraint(
            model_name="overspend",
            constraint=models.UniqueConstraint(
                fields=("decision", "agency"),
                condition=models.Q(authorised_at=None),
                name="overspend_asked_for_is_one_a_pot",
            ),
        ),
    )
