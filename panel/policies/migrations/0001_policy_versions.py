"""Keep the versions of each panel's rules."""

import django.db.models.deletion
from django.db import migrations, models

from panel.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_panels_people_and_seats"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="PolicyVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("effective_from", models.DateField()),
                        ("document", models.TextField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("loaded_at", models.DateTimeField()),
                        ("loaded_by", models.CharField(max_length=254)),
                        (
                            "panel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="policies",
                                to="agencies.panel",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("panel", "number"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("panel", "number"),
                                name="policy_version_number_is_unique_on_its_panel",
                            ),
                            models.UniqueConstraint(
                                fields=("panel", "effective_from"),
                                name="policy_version_is_one_a_day",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
