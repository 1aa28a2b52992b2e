from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0009_letters_are_kept"),
        ("pooledbudget", "0021_floors_are_agreed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WhatIf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("offered_at", models.DateTimeField(blank=True, null=True)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=300)),
                ("asked", models.JSONField()),
                ("asked_at", models.DateTimeField()),
                ("answer", models.JSONField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "fund_year",
                    models.ForeignKey(
                        on_delete=models.deletion.PROTECT,
                        related_name="+",
                        to="pooledbudget.fundyear",
                    ),
                ),
            ],
            options={
                "ordering": ("fund_year", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fund_year", "asked_by"), name="what_if_is_one_a_person_and_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__isnull", True), ("answered_at", None))
                        | models.Q(("answer__isnull", False), ("answered_at__isnull", False)),
                        name="what_if_answered_has_its_answer",
                    ),
                ],
            },
        ),
    ]
