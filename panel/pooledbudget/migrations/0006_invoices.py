"""Keep what providers invoice, and what they take back of it."""

import django.db.models.deletion
import django.db.models.functions.text
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pooledbudget", "0005_delivered_and_invoiced"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Invoice",
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
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoice",
                        to="pooledbudget.journalentry",
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
                    "payment",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paid_invoice",
                        to="pooledbudget.journalentry",
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
            ],
            options={
                "ordering": ("-pk",),
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="CreditNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_note",
                        to="pooledbudget.journalentry",
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
            ],
            options={
                "ordering": ("invoice", "pk"),
            },
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(fields=["stage", "due_on"], name="invoice_stage_due_on"),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(
                models.F("fund"),
                django.db.models.functions.text.Lower("provider"),
                django.db.models.functions.text.Lower("number"),
                condition=models.Q(("stage", "voided"), _negated=True),
                name="invoice_is_booked_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_pence__gt", 0)), name="invoice_amount_is_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("dated_on__lte", models.F("due_on")), ("first_day__lte", models.F("last_day"))
                ),
                name="invoice_days_follow_each_other",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at", None), ("approved_by", None)),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="invoice_approved_has_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("paid_at", None), ("paid_by", None)),
                    models.Q(("paid_at__isnull", False), ("paid_by__isnull", False)),
                    _connector="OR",
                ),
                name="invoice_paid_has_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("voided_at", None), ("voided_by", None)),
                    models.Q(("voided_at__isnull", False), ("voided_by__isnull", False)),
                    _connector="OR",
                ),
                name="invoice_voided_has_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at", None), ("paid_at", None), ("stage", "received")),
                    models.Q(
                        ("approved_at__isnull", False), ("paid_at", None), ("stage", "approved")
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
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by", None),
                    models.Q(("approved_by", models.F("received_by")), _negated=True),
                    _connector="OR",
                ),
                name="invoice_is_passed_by_another_than_booked_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("paid_by", None),
                    models.Q(("paid_by", models.F("approved_by")), _negated=True),
                    _connector="OR",
                ),
                name="invoice_is_paid_by_another_than_passed_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="creditnote",
            constraint=models.UniqueConstraint(
                models.F("invoice"),
                django.db.models.functions.text.Lower("number"),
                name="credit_note_is_booked_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="creditnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_pence__gt", 0)), name="credit_note_amount_is_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="creditnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="credit_note_says_why"
            ),
        ),
    ]
