"""Rows that belong to another go by its row, without asking where it stands itself."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0011_referred_on_to_whom"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="challenge",
            options={"ordering": ("-decision_id", "number")},
        ),
        migrations.AlterModelOptions(
            name="dispute",
            options={"ordering": ("-decision_id", "number")},
        ),
        migrations.AlterModelOptions(
            name="expenditureconsent",
            options={"ordering": ("-decision_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="familyletter",
            options={"ordering": ("-decision_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="overspend",
            options={"ordering": ("-decision_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="overspendconsent",
            options={"ordering": ("overspend_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="shareapproval",
            options={"ordering": ("-decision_id", "agency")},
        ),
        migrations.AlterModelOptions(
            name="telling",
            options={"ordering": ("-decision_id", "due_on", "pk")},
        ),
        migrations.AlterModelOptions(
            name="whatif",
            options={"ordering": ("fund_year_id", "pk")},
        ),
    ]
