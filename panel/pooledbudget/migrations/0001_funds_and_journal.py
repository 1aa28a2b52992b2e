"""Keep funds, their years, and the ledger."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django_fsm
from django.conf import settings
from django.db import migrations, models

from panel.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_panels_people_and_seats"),
        ("agencies", "__first__"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Fund",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.SlugField(unique=True)),
                        ("name", models.CharField(max_length=120)),
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
                        (
                            "panel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="funds",
                                to="agencies.panel",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("code",),
                    },
                ),
                migrations.CreateModel(
                    name="FundAgreement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        ("aims", models.TextField(blank=True)),
                        ("contributions", models.TextField(blank=True)),
                        ("functions", models.TextField(blank=True)),
                        ("persons", models.TextField(blank=True)),
                        ("staff", models.TextField(blank=True)),
                        ("duration_and_ending", models.TextField(blank=True)),
                        ("management", models.TextField(blank=True)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("stated_at", models.DateTimeField()),
                        ("stated_by", models.CharField(blank=True, max_length=254)),
                        (
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreements",
                                to="pooledbudget.fund",
                            ),
                        ),
                        (
                            "host",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "manager",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("fund", "version"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("fund", "version"),
                                name="agreement_version_is_unique_in_its_fund",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="agreement_ends_no_earlier_than_it_starts",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundConsent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("accepts_manager", models.BooleanField()),
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
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consents",
                                to="pooledbudget.fundagreement",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("agreement", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agreement", "agency"),
                                name="consent_is_given_once_by_each_partner",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("given_by", ""), _negated=True),
                                name="consent_to_an_agreement_is_given_by_someone",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundYear",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_by", models.CharField(blank=True, max_length=254)),
                        (
                            "agreement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="years",
                                to="pooledbudget.fundagreement",
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
                    name="Forecast",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("offered_at", models.DateTimeField(blank=True, null=True)),
                        ("lease_until", models.DateTimeField(blank=True, null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("last_error", models.CharField(blank=True, max_length=300)),
                        ("number", models.PositiveIntegerField()),
                        ("owed_at", models.DateTimeField()),
                        ("made_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "fund_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="forecasts",
                                to="pooledbudget.fundyear",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("fund_year", "number"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("fund_year", "number"),
                                name="forecast_number_is_unique_in_its_year",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("made_at", None)),
                                fields=("fund_year",),
                                name="forecast_is_owed_once_a_year_of_a_fund",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreedContribution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        ("applies_from", models.DateField()),
                        ("rolled_forward_pence", models.BigIntegerField(default=0)),
                        ("uplift_pence", models.BigIntegerField(default=0)),
                        ("efficiency_pence", models.BigIntegerField(default=0)),
                        ("top_up_pence", models.BigIntegerField(default=0)),
                        ("one_off_pence", models.BigIntegerField(default=0)),
                        ("charges_pence", models.BigIntegerField(default=0)),
                        ("amount_pence", models.BigIntegerField()),
                        ("reason", models.TextField(blank=True)),
                        ("stated_at", models.DateTimeField()),
                        ("stated_by", models.CharField(max_length=254)),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        ("approved_by", models.CharField(blank=True, max_length=254)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "fund_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreed_contributions",
                                to="pooledbudget.fundyear",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("fund_year", "agency", "version"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("fund_year", "agency", "version"),
                                name="agreed_contribution_version_is_unique",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "amount_pence",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        django.db.models.expressions.CombinedExpression(
                                                            models.F("rolled_forward_pence"),
                                                            "+",
                                                            models.F("uplift_pence"),
                                                        ),
                                                        "-",
                                                        models.F("efficiency_pence"),
                                                    ),
                                                    "+",
                                                    models.F("top_up_pence"),
                                                ),
                                                "+",
                                                models.F("one_off_pence"),
                                            ),
                                            "-",
                                            models.F("charges_pence"),
                                        ),
                                    )
                                ),
                                name="agreed_contribution_is_the_sum_of_its_components",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount_pence__gte", 0),
                                    ("charges_pence__gte", 0),
                                    ("efficiency_pence__gte", 0),
                                    ("one_off_pence__gte", 0),
                                    ("rolled_forward_pence__gte", 0),
                                    ("top_up_pence__gte", 0),
                                    ("uplift_pence__gte", 0),
                                ),
                                name="agreed_contribution_is_never_below_nothing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_at", None), ("approved_by", "")),
                                    models.Q(
                                        ("approved_at__isnull", False),
                                        models.Q(("approved_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="agreed_contribution_is_approved_by_someone",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActionPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("actions", models.TextField()),
                        ("made_at", models.DateTimeField()),
                        ("outcome", models.CharField(blank=True, max_length=300)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
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
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "fund_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="action_plans",
                                to="pooledbudget.fundyear",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("fund_year", "-pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("fund_year", "agency"),
                                name="action_plan_is_one_while_it_lasts",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("actions", ""), _negated=True),
                                name="action_plan_says_what_is_done",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at", None), ("ended_by", None), ("outcome", "")
                                    ),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="action_plan_ended_has_at_by_and_outcome",
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
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                                    ("accrued", "Accrued"),
                                    ("invoiced", "Invoiced"),
                                    ("spent", "Spent"),
                                    ("risk_reserve", "Risk reserve"),
                                    ("recoverable", "Recoverable"),
                                ],
                                max_length=12,
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
                            "fund_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accounts",
                                to="pooledbudget.fundyear",
                            ),
                        ),
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
                                condition=models.Q(
                                    ("balance_pence__gte", models.F("floor_pence"))
                                ),
                                name="account_keeps_its_floor",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Import",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("offered_at", models.DateTimeField(blank=True, null=True)),
                        ("lease_until", models.DateTimeField(blank=True, null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("last_error", models.CharField(blank=True, max_length=300)),
                        (
                            "stage",
                            django_fsm.FSMField(
                                choices=[
                                    ("checked", "Checked, nothing posted"),
                                    ("posting", "Being posted"),
                                    ("posted", "Posted"),
                                ],
                                default="checked",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("invoices", "Providers’ invoices"),
                                    ("contributions", "Contributions received"),
                                ],
                                max_length=13,
                            ),
                        ),
                        ("file_name", models.CharField(max_length=120)),
                        ("sha256", models.CharField(max_length=64)),
                        ("checked_at", models.DateTimeField()),
                        ("asked_at", models.DateTimeField(blank=True, null=True)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "checked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "fund_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="imports",
                                to="pooledbudget.fundyear",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-pk",),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("stage", "posting")),
                                fields=["lease_until"],
                                name="import_still_owed",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("fund_year", "kind", "sha256"),
                                name="import_of_a_file_is_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("asked_at", None),
                                        ("asked_by", None),
                                        ("stage", "checked"),
                                    ),
                                    models.Q(
                                        models.Q(("stage", "checked"), _negated=True),
                                        ("asked_at__isnull", False),
                                        ("asked_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="import_asked_has_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("finished_at__isnull", False), ("stage", "posted")),
                                    models.Q(
                                        models.Q(("stage", "posted"), _negated=True),
                                        ("finished_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="import_posted_says_when",
                            ),
                        ],
                    },
                    bases=(django_fsm.FSMModelMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="Instalment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("due_on", models.DateField()),
                        ("amount_pence", models.BigIntegerField()),
                        (
                            "contribution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="instalments",
                                to="pooledbudget.agreedcontribution",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("contribution", "number"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contribution", "number"),
                                name="instalment_number_is_unique",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount_pence__gt", 0)),
                                name="instalment_amount_is_positive",
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
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                        ("previous_hash", models.CharField(max_length=64)),
                        ("hash", models.CharField(max_length=64)),
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
                    ],
                    options={
                        "verbose_name_plural": "journal entries",
                        "ordering": ("fund", "number"),
                        "indexes": [models.Index(fields=["about", "number"], name="entry_about")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("fund", "number"),
                                name="entry_number_is_unique_in_its_fund",
                            ),
                            models.UniqueConstraint(
                                fields=("key",), name="entry_key_is_used_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "stage",
                            django_fsm.FSMField(
                                choices=[
                                    ("received", "To be passed"),
                                    ("approved", "Passed, to be paid"),
                                    ("paid", "Paid"),
                                    ("voided", "Void"),
                                ],
                                default="received",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("about", models.CharField(db_index=True, max_length=80)),
                        ("provider", models.CharField(max_length=200)),
                        ("number", models.CharField(max_length=60)),
                        ("dated_on", models.DateField()),
                        ("due_on", models.DateField()),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField()),
                        ("amount_pence", models.BigIntegerField()),
                        ("received_at", models.DateTimeField()),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        ("paid_at", models.DateTimeField(blank=True, null=True)),
                        ("voided_at", models.DateTimeField(blank=True, null=True)),
                        ("void_reason", models.CharField(blank=True, max_length=100)),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invoices",
                                to="pooledbudget.fund",
                            ),
                        ),
                        (
                            "fund_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invoices",
                                to="pooledbudget.fundyear",
                            ),
                        ),
                        (
                            "paid_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "received_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "voided_by",
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
                                related_name="invoice",
                                to="pooledbudget.journalentry",
                            ),
                        ),
                        (
                            "payment",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="paid_invoice",
                                to="pooledbudget.journalentry",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-pk",),
                        "indexes": [
                            models.Index(fields=["stage", "due_on"], name="invoice_stage_due_on")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("fund"),
                                django.db.models.functions.text.Lower("provider"),
                                django.db.models.functions.text.Lower("number"),
                                condition=models.Q(("stage", "voided"), _negated=True),
                                name="invoice_is_booked_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount_pence__gt", 0)),
                                name="invoice_amount_is_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("dated_on__lte", models.F("due_on")),
                                    ("first_day__lte", models.F("last_day")),
                                ),
                                name="invoice_days_follow_each_other",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_at", None), ("approved_by", None)),
                                    models.Q(
                                        ("approved_at__isnull", False),
                                        ("approved_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="invoice_approved_has_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("paid_at", None), ("paid_by", None)),
                                    models.Q(
                                        ("paid_at__isnull", False), ("paid_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="invoice_paid_has_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("voided_at", None), ("voided_by", None)),
                                    models.Q(
                                        ("voided_at__isnull", False), ("voided_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="invoice_voided_has_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved_at", None),
                                        ("paid_at", None),
                                        ("stage", "received"),
                                    ),
                                    models.Q(
                                        ("approved_at__isnull", False),
                                        ("paid_at", None),
                                        ("stage", "approved"),
                                    ),
                                    models.Q(
                                        ("approved_at__isnull", False),
                                        ("paid_at__isnull", False),
                                        ("stage", "paid"),
                                    ),
                                    models.Q(("paid_at", None), ("stage", "voided")),
                                    _connector="OR",
                                ),
                                name="invoice_stands_where_it_was_taken",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("stage", "voided"),
                                        ("voided_at__isnull", False),
                                        models.Q(("void_reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("stage", "voided"), _negated=True),
                                        ("void_reason", ""),
                                        ("voided_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="invoice_void_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by", None),
                                    models.Q(
                                        ("approved_by", models.F("received_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="invoice_is_passed_by_another_than_booked_it",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("paid_by", None),
                                    models.Q(("paid_by", models.F("approved_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="invoice_is_paid_by_another_than_passed_it",
                            ),
                        ],
                    },
                    bases=(django_fsm.FSMModelMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="InstalmentReceipt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "instalment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="receipts",
                                to="pooledbudget.instalment",
                            ),
                        ),
                        (
                            "entry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="instalment_receipt",
                                to="pooledbudget.journalentry",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("entry",),
                    },
                ),
                migrations.CreateModel(
                    name="ImportRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("line", models.PositiveIntegerField()),
                        ("told", models.JSONField()),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("ready", "To be posted"),
                                    ("known", "Booked already"),
                                    ("bad", "Left out"),
                                    ("posted", "Posted"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rows",
                                to="pooledbudget.import",
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="pooledbudget.journalentry",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("source", "line"),
                        "indexes": [
                            models.Index(
                                fields=["source", "outcome", "line"], name="import_row_outcome"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("source", "line"), name="import_row_is_one_a_line"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("entry__isnull", False), ("outcome", "posted")),
                                    models.Q(
                                        models.Q(("outcome", "posted"), _negated=True),
                                        ("entry", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="import_row_posted_has_its_entry",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "bad"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="import_row_left_out_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CreditNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.CharField(max_length=60)),
                        ("dated_on", models.DateField()),
                        ("amount_pence", models.BigIntegerField()),
                        ("reason", models.CharField(max_length=100)),
                        ("booked_at", models.DateTimeField()),
                        (
                            "booked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "invoice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="credit_notes",
                                to="pooledbudget.invoice",
                            ),
                        ),
                        (
                            "entry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="credit_note",
                                to="pooledbudget.journalentry",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("invoice", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("invoice"),
                                django.db.models.functions.text.Lower("number"),
                                name="credit_note_is_booked_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount_pence__gt", 0)),
                                name="credit_note_amount_is_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="credit_note_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanProgress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("said", models.TextField()),
                        ("told_at", models.DateTimeField()),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="progress",
                                to="pooledbudget.actionplan",
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "plan progress",
                        "ordering": ("plan", "number"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "number"),
                                name="progress_number_is_unique_on_its_plan",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("said", ""), _negated=True),
                                name="progress_says_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Posting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                            "entry",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="postings",
                                to="pooledbudget.journalentry",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("entry", "pk"),
                        "indexes": [
                            models.Index(fields=["account", "entry"], name="posting_of_account")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("entry", "account"),
                                name="posting_is_one_per_account_of_an_entry",
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
                migrations.CreateModel(
                    name="Recharge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                                    models.Q(
                                        ("ended_at", None), ("ended_by", None), ("stage", "issued")
                                    ),
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
                                    models.Q(
                                        ("recovered_on__isnull", False), ("stage", "recovered")
                                    ),
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
                migrations.CreateModel(
                    name="VarianceAlert",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("level_basis_points", models.PositiveSmallIntegerField()),
                        ("variance_pence", models.BigIntegerField()),
                        ("variance_basis_points", models.IntegerField()),
                        ("plan_due_on", models.DateField()),
                        ("raised_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "forecast",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="alerts",
                                to="pooledbudget.forecast",
                            ),
                        ),
                        (
                            "fund_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="alerts",
                                to="pooledbudget.fundyear",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("fund_year", "-level_basis_points", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("fund_year", "agency", "level_basis_points"),
                                name="alert_is_raised_once_while_it_lasts",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("variance_pence__gt", 0)),
                                name="alert_is_of_a_forecast_over_contributions",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at", None),
                                    ("ended_at__gte", models.F("raised_at")),
                                    _connector="OR",
                                ),
                                name="alert_ends_after_it_is_raised",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Virement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "route",
                            models.CharField(
                                choices=[
                                    ("pots", "Between agencies’ pots of the fund"),
                                    ("out", "Out of the fund, into another"),
                                    ("reserve", "From the risk reserve into a pot"),
                                ],
                                max_length=7,
                            ),
                        ),
                        ("amount_pence", models.BigIntegerField()),
                        ("reason", models.TextField()),
                        ("agreed_by", models.CharField(max_length=12)),
                        ("proposed_at", models.DateTimeField()),
                        ("proposed_by", models.CharField(max_length=254)),
                        ("posted_at", models.DateTimeField(blank=True, null=True)),
                        ("posted_by", models.CharField(blank=True, max_length=254)),
                        (
                            "from_agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "fund_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="virements",
                                to="pooledbudget.fundyear",
                            ),
                        ),
                        (
                            "to_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "to_fund_year",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="pooledbudget.fundyear",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("fund_year", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_pence__gt", 0)),
                                name="virement_amount_is_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("route", "pots"),
                                        ("to_fund_year", None),
                                        ("from_agency__isnull", False),
                                        models.Q(
                                            ("from_agency", models.F("to_agency")), _negated=True
                                        ),
                                    ),
                                    models.Q(
                                        ("from_agency", models.F("to_agency")),
                                        ("route", "out"),
                                        ("to_fund_year__isnull", False),
                                        models.Q(
                                            ("to_fund_year", models.F("fund_year")), _negated=True
                                        ),
                                    ),
                                    models.Q(
                                        ("from_agency", None),
                                        ("route", "reserve"),
                                        ("to_fund_year", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="virement_goes_by_its_route",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("posted_at", None), ("posted_by", "")),
                                    models.Q(
                                        ("posted_at__isnull", False),
                                        models.Q(("posted_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="virement_is_posted_by_someone",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VirementConsent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                        ("given_by", models.CharField(max_length=254)),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "virement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consents",
                                to="pooledbudget.virement",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("virement", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("virement", "agency"),
                                name="consent_to_a_virement_is_given_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("given_by", ""), _negated=True),
                                name="consent_to_a_virement_is_given_by_someone",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearReopening",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("reopened_at", models.DateTimeField()),
                        ("reopened_by", models.CharField(max_length=254)),
                        (
                            "fund_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reopenings",
                                to="pooledbudget.fundyear",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("fund_year", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="year_is_reopened_for_a_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearSettlement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("left_pence", models.BigIntegerField()),
                        ("carried", models.JSONField(default=dict)),
                        ("reserved", models.JSONField(default=dict)),
                        ("returned", models.JSONField(default=dict)),
                        ("rules", models.JSONField()),
                        ("settled_at", models.DateTimeField()),
                        ("settled_by", models.CharField(max_length=254)),
                        (
                            "fund_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="settlements",
                                to="pooledbudget.fundyear",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("fund_year", "number"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("fund_year", "number"),
                                name="settlement_number_is_unique_in_its_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("left_pence__gte", 0)),
                                name="settlement_leaves_nothing_missing",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FloorAuthorisation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("amount_pence", models.BigIntegerField()),
                        ("about", models.CharField(max_length=80)),
                        ("key", models.CharField(max_length=120, unique=True)),
                        ("authorised_at", models.DateTimeField()),
                        ("authorised_by", models.CharField(max_length=254)),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="floor_authorisations",
                                to="pooledbudget.account",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("account", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_pence__gt", 0)),
                                name="floor_authorisation_lowers",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("authorised_by", ""), _negated=True),
                                name="floor_is_authorised_by_someone",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ForecastDrawing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("chart", models.CharField(max_length=20)),
                        ("size", models.CharField(max_length=20)),
                        ("svg", models.TextField()),
                        (
                            "forecast",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="drawings",
                                to="pooledbudget.forecast",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("forecast", "chart", "size"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("forecast", "chart", "size"),
                                name="forecast_drawing_is_one_a_size",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ForecastFigure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("kind", models.CharField(blank=True, max_length=20)),
                        ("actual_pence", models.BigIntegerField()),
                        ("committed_pence", models.BigIntegerField()),
                        ("expected_pence", models.BigIntegerField()),
                        ("pipeline_pence", models.BigIntegerField()),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "forecast",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="figures",
                                to="pooledbudget.forecast",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("forecast", "year", "agency", "kind"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("forecast", "year", "agency", "kind"),
                                name="forecast_figure_is_one_an_agency_and_kind",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ForecastMonth",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("first", models.DateField()),
                        ("last", models.DateField()),
                        ("approved_pence", models.BigIntegerField()),
                        ("pipeline_pence", models.BigIntegerField()),
                        (
                            "forecast",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="months",
                                to="pooledbudget.forecast",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("forecast", "first"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("forecast", "first"),
                                name="forecast_month_is_one_of_its_day",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ForecastWorking",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("reference", models.CharField(max_length=80)),
                        ("standing", models.CharField(max_length=40)),
                        (
                            "likelihood_basis_points",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        ("full_pence", models.BigIntegerField()),
                        ("counted_pence", models.BigIntegerField()),
                        (
                            "forecast",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="workings",
                                to="pooledbudget.forecast",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("forecast", "year", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("forecast", "year", "reference"),
                                name="forecast_working_is_one_a_request_and_year",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExitNotice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("given_on", models.DateField()),
                        ("ends_on", models.DateField()),
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
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exit_notices",
                                to="pooledbudget.fund",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("fund", "ends_on"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("fund", "agency"), name="notice_to_leave_is_given_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("given_on"))),
                                name="notice_to_leave_runs_forward",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("given_by", ""), _negated=True),
                                name="notice_to_leave_is_given_by_someone",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
