"""Let a child's plan be one of which nothing is recorded."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0017_advice_says_when_it_was_written"),
    ]

    operations = [
        migrations.AlterField(
            model_name="child",
            name="plan_stage",
            field=models.CharField(
                choices=[
                    ("unknown", "Not recorded"),
                    ("none", "No plan"),
                    ("requested", "An assessment is requested"),
                    ("assessing", "Being assessed"),
                    ("issued", "Plan issued"),
                    ("reviewed", "Plan issued and reviewed"),
                ],
                db_default="unknown",
                default="unknown",
                max_length=20,
            ),
        ),
    ]
