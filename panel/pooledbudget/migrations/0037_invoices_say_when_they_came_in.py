from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pooledbudget", "0036_a_year_closes_with_nothing_proposed"),
    ]

    operations = [
        migrations.AddField(
            model_name="invoice",
            name="received_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
