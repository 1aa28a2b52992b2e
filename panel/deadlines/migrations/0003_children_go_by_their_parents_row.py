"""Rows that belong to another go by its row, without asking where it stands itself."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("deadlines", "0002_exceptions_are_kept"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="clockexception",
            options={"ordering": ("clock_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="reminder",
            options={"ordering": ("clock_id", "rung")},
        ),
    ]
