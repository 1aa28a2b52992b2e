"""Rows that belong to another go by its row, without asking where it stands itself."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0002_reports_are_kept"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="issuedreport",
            options={"ordering": ("fund_year_id", "-number")},
        ),
    ]
