"""Rows that belong to another go by its row, without asking where it stands itself."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("pooledbudget", "0031_batches_read_only_their_own"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="account",
            options={"ordering": ("fund_year_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="accrual",
            options={"ordering": ("panel_id", "-pk")},
        ),
        migrations.AlterModelOptions(
            name="actionplan",
            options={"ordering": ("fund_year_id", "-pk")},
        ),
        migrations.AlterModelOptions(
            name="agreedcontribution",
            options={"ordering": ("fund_year_id", "agency", "version")},
        ),
        migrations.AlterModelOptions(
            name="creditnote",
            options={"ordering": ("invoice_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="exitnotice",
            options={"ordering": ("fund_id", "ends_on")},
        ),
        migrations.AlterModelOptions(
            name="floorauthorisation",
            options={"ordering": ("account_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="forecast",
            options={"ordering": ("fund_year_id", "number")},
        ),
        migrations.AlterModelOptions(
            name="forecastdrawing",
            options={"ordering": ("forecast_id", "chart", "size")},
        ),
        migrations.AlterModelOptions(
            name="forecastfigure",
            options={"ordering": ("forecast_id", "year", "agency", "kind")},
        ),
        migrations.AlterModelOptions(
            name="forecastmonth",
            options={"ordering": ("forecast_id", "first")},
        ),
        migrations.AlterModelOptions(
            name="forecastworking",
            options={"ordering": ("forecast_id", "year", "pk")},
        ),
        migrations.AlterModelOptions(
            name="fundagreement",
            options={"ordering": ("fund_id", "version")},
        ),
        migrations.AlterModelOptions(
            name="fundconsent",
            options={"ordering": ("agreement_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="importrow",
            options={"ordering": ("source_id", "line")},
        ),
        migrations.AlterModelOptions(
            name="instalment",
            options={"ordering": ("contribution_id", "number")},
        ),
        migrations.AlterModelOptions(
            name="instalmentreceipt",
            options={"ordering": ("entry_id",)},
        ),
        migrations.AlterModelOptions(
            name="journalentry",
            options={"ordering": ("fund_id", "number"), "verbose_name_plural": "journal entries"},
        ),
        migrations.AlterModelOptions(
            name="planprogress",
            options={"ordering": ("plan_id", "number"), "verbose_name_plural": "plan progress"},
        ),
        migrations.AlterModelOptions(
            name="posting",
            options={"ordering": ("entry_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="rollover",
            options={"ordering": ("fund_year_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="variancealert",
            options={"ordering": ("fund_year_id", "-level_basis_points", "pk")},
        ),
        migrations.AlterModelOptions(
            name="virement",
            options={"ordering": ("fund_year_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="virementconsent",
            options={"ordering": ("virement_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="yearreopening",
            options={"ordering": ("fund_year_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="yearsettlement",
            options={"ordering": ("fund_year_id", "number")},
        ),
    ]
