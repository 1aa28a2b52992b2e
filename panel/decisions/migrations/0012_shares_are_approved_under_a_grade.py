"""Keep the grade under which a share was approved."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0011_told_is_told"),
    ]

    operations = [
        migrations.AddField(
            model_name="shareapproval",
            name="approved_grade",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[
                    (1, "Officer"),
                    (2, "Team manager"),
                    (3, "Service manager"),
                    (4, "Head of service"),
                    (5, "Assistant director"),
                    (6, "Director"),
                    (7, "Chief officer"),
                ],
                null=True,
            ),
        ),
    ]
