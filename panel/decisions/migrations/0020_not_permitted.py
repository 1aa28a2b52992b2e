"""Keep which partner consented to spend on what the fund isn't there for."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_grades_reach_chief_officer"),
        ("decisions", "0019_consents_to_overspend_are_kept"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExpenditureConsent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("given_at", models.DateTimeField()),
                ("given_by", models.CharField(max_length=254)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expenditure_consents",
                        to="decisions.decision",
                    ),
                ),
            ],
            options={
                "ordering": ("decision", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision", "agency"), name="expenditure_is_consented_to_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given_by", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="expenditure_consent_says_who_and_why",
                    ),
                ],
            },
        ),
    ]
