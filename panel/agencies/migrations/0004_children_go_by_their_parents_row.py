"""Rows that belong to another go by its row, without asking where it stands itself."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_a_seat_has_one_holder"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="appointment",
            options={"ordering": ("panel_id", "role", "person")},
        ),
        migrations.AlterModelOptions(
            name="delegation",
            options={"ordering": ("panel_id", "agency", "role", "starts_on")},
        ),
        migrations.AlterModelOptions(
            name="seat",
            options={"ordering": ("panel_id", "agency", "title")},
        ),
    ]
