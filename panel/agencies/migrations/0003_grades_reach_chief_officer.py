"""Let grades reach up to chief officers, as panels' rules do."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_appointments_fit"),
    ]

    operations = [
        migrations.AlterField(
            model_name="appointment",
            name="grade",
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
        migrations.AlterField(
            model_name="seat",
            name="grade",
            field=models.PositiveSmallIntegerField(
                choices=[
                    (1, "Officer"),
                    (2, "Team manager"),
                    (3, "Service manager"),
                    (4, "Head of service"),
                    (5, "Assistant director"),
                    (6, "Director"),
                    (7, "Chief officer"),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="seat",
            name="substitute_grade",
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
