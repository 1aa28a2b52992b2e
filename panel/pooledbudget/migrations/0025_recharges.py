"""Keep what agencies are asked to pay back, and what they have."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_grades_reach_chief_officer"),
        ("pooledbudget", "0024_imports_are_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Recharge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    django_fsm.FSMField(
                        choices=[
                            ("issued", "To be paid back"),
                            ("recovered", "Paid back"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="issued",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("about", models.CharField(db_index=True, max_length=80)),
                ("number", models.CharField(max_length=40, unique=True)),
                ("amount_pence", models.BigIntegerField()),
                ("reason", models.CharField(max_length=100)),
                ("issued_on", models.DateField()),
                ("due_on", models.DateField()),
                ("issued_at", models.DateTimeField()),
                ("recovered_on", models.DateField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recharge",
                        to="pooledbudget.journalentry",
                    ),
                ),
                (
                    "fund_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recharges",
                        to="pooledbudget.fundyear",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
                "indexes": [
                    models.Index(fields=["stage", "due_on"], name="recharge_stage_due_on")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stage", "withdrawn"), _negated=True),
                        fields=("fund_year", "about", "agency", "issued_on"),
                        name="recharge_is_one_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_pence__gt", 0)),
                        name="recharge_amount_is_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("issued_on__lte", models.F("due_on"))),
                        name="recharge_is_due_after_it_is_issued",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None), ("stage", "issued")),
                            models.Q(
                                models.Q(("stage", "issued"), _negated=True),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="recharge_ended_has_at_and_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recovered_on__isnull", False), ("stage", "recovered")),
                            models.Q(
                                models.Q(("stage", "recovered"), _negated=True),
                                ("recovered_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="recharge_recovered_says_when",
                    ),
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
    ]
