"""Rows that belong to another go by its row, without asking where it stands itself."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0003_ratifications_are_kept"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="agendaitem",
            options={"ordering": ("meeting_id", "position")},
        ),
        migrations.AlterModelOptions(
            name="attendance",
            options={
                "ordering": ("meeting_id", "role", "agency", "person"),
                "verbose_name_plural": "attendance",
            },
        ),
        migrations.AlterModelOptions(
            name="guest",
            options={"ordering": ("item_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="interest",
            options={"ordering": ("item_id", "declared_at")},
        ),
        migrations.AlterModelOptions(
            name="position",
            options={"ordering": ("item_id", "agency", "person")},
        ),
    ]
