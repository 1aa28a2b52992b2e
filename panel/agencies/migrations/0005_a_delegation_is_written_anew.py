"""A delegation that nothing was approved under can be written anew from the same day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_children_go_by_their_parents_row"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="delegation",
            name="delegation_ends_after_it_starts",
        ),
        migrations.RemoveConstraint(
            model_name="delegation",
            name="delegation_is_made_once_a_day",
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="delegation_ends_no_sooner_than_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                ),
                fields=("panel", "agency", "role", "starts_on"),
                name="delegation_is_one_from_its_day",
            ),
        ),
    ]
