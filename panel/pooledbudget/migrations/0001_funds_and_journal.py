"""Keep funds, their years, and the ledger."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_panels_people_and_seats"),
    ]

    operations = [
        migrations.CreateModel(
            name="Fund",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="funds",
                        to="agencies.panel",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pooled", "Pooled"),
                            ("aligned", "Aligned"),
                            ("internal", "Internal"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hosted_funds",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="FundYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="years",
                        to="pooledbudget.fund",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_by", models.CharField(blank=True, max_length=254)),
            ],
            options={
                "ordering": ("fund", "year"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fund", "year"), name="fund_year_is_opened_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__day", 1),
                            ("starts_on__month", 4),
                            ("starts_on__year", models.F("year")),
                            ("ends_on__day", 31),
                            ("ends_on__month", 3),
                            (
                                "ends_on__year",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("year"), "+", models.Value(1)
                                ),
                            ),
                        ),
                        name="fund_year_runs_from_april_to_march",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("closed_by", "")),
                            models.Q(
                                ("closed_at__isnull", False),
                                models.Q(("closed_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="fund_year_is_closed_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fund_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="pooledbudget.fundyear",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("contribution", "Contribution"),
                            ("uncommitted", "Uncommitted"),
                            ("reserved", "Reserved"),
                            ("committed", "Committed"),
                            ("spent", "Spent"),
                            ("risk_reserve", "Risk reserve"),
                            ("recoverable", "Recoverable"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="agencies.agency",
                    ),
                ),
                (
                    "normal_side",
                    models.CharField(
                        choices=[("debit", "Debit"), ("credit", "Credit")], max_length=6
                    ),
                ),
                ("is_per_request", models.BooleanField()),
                ("balance_pence", models.BigIntegerField(default=0)),
                ("floor_pence", models.BigIntegerField(default=0)),
            ],
            options={
                "ordering": ("fund_year", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fund_year", "kind", "agency"),
                        name="account_is_one_per_kind_and_agency",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("balance_pence__gte", models.F("floor_pence"))),
                        name="account_keeps_its_floor",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JournalEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="pooledbudget.fund",
                    ),
                ),
                (
                    "fund_year",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="pooledbudget.fundyear",
                    ),
                ),
                ("number", models.IntegerField()),
                ("key", models.CharField(max_length=120)),
                ("asked", models.CharField(max_length=64)),
                ("verb", models.CharField(max_length=20)),
                ("memo", models.CharField(max_length=200)),
                ("about", models.CharField(max_length=80)),
                ("effective_on", models.DateField()),
                ("posted_at", models.DateTimeField()),
                ("posted_by", models.CharField(max_length=254)),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="pooledbudget.journalentry",
                    ),
                ),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name_plural": "journal entries",
                "ordering": ("fund", "number"),
                "indexes": [models.Index(fields=["about", "number"], name="entry_about")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fund", "number"), name="entry_number_is_unique_in_its_fund"
                    ),
                    models.UniqueConstraint(fields=("key",), name="entry_key_is_used_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="pooledbudget.journalentry",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="pooledbudget.account",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("debit", "Debit"), ("credit", "Credit")], max_length=6
                    ),
                ),
                ("amount_pence", models.BigIntegerField()),
                ("balance_after_pence", models.BigIntegerField()),
            ],
            options={
                "ordering": ("entry", "pk"),
                "indexes": [models.Index(fields=["account", "entry"], name="posting_of_account")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "account"), name="posting_is_one_per_account_of_an_entry"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_pence__gt", 0)),
                        name="posting_amount_is_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["debit", "credit"])),
                        name="posting_has_a_known_side",
                    ),
                ],
            },
        ),
    ]
