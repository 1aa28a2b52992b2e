"""Rows that belong to another go by its row, without asking where it stands itself."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("policies", "0002_append_only_versions"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="policyversion",
            options={"ordering": ("panel_id", "number")},
        ),
    ]
