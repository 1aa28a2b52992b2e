"""Keep the order of a file's columns, and what each row that is posted comes to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0022_days_are_asked_once"),)
    operations = (
        migrations.AddField("import", "columns", models.JSONField(default=list)),
        migrations.AddField(
            "importrow", "amount_pence", models.BigIntegerField(blank=True, null=True)
        ),
    )
