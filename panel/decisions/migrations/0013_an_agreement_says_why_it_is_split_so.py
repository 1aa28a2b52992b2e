"""Keep why a cost is shared otherwise than the panel's rules propose."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0012_shares_are_approved_under_a_grade"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="split_reason",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
    ]
