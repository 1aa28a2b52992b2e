from django.db import migrations, models

from panel.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("audit", "0001_application_role"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Event",
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
                        ("subject", models.CharField(max_length=80)),
                        ("sequence", models.PositiveIntegerField()),
                        ("kind", models.CharField(max_length=60)),
                        ("payload", models.JSONField()),
                        ("at", models.DateTimeField()),
                        ("by", models.CharField(max_length=254)),
                        ("previous_hash", models.CharField(max_length=64)),
                        ("hash", models.CharField(max_length=64)),
                    ],
                    options={
                        "ordering": ("subject", "sequence"),
                        "indexes": [models.Index(fields=["kind", "at"], name="event_kind_at")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("subject", "sequence"),
                                name="event_sequence_is_unique_for_its_subject",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReadEvent",
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
                        ("subject", models.CharField(max_length=80)),
                        ("what", models.CharField(max_length=60)),
                        ("at", models.DateTimeField()),
                        ("by", models.CharField(max_length=254)),
                    ],
                    options={
                        "ordering": ("-at", "-id"),
                        "indexes": [
                            models.Index(fields=["subject", "at"], name="read_subject_at"),
                            models.Index(fields=["by", "at"], name="read_by_at"),
                        ],
                    },
                ),
            ]
        )
    ]
