"""What is kept of providers' invoices, and of the credit notes against them."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from panel.agencies.models import Person
from panel.pooledbudget.stages import InvoiceChart, InvoiceStage


def _together(act: str) -> models.CheckConstraint:
    at, by = f"{act}_at", f"{act}_by"
    return models.CheckConstraint(
        condition=Q(**{at: None, by: None})
        | Q(**{f"{at}__isnull": False, f"{by}__isnull": False}),
        name=f"invoice_{act}_has_at_and_by",
    )


class Invoice(InvoiceChart):
    """What a provider asks for some days of one placement; its ledger entry says who pays what.

    Of a paper across the day of a change, or across 31 March, it is the part of one request and
    year: the others go by the same number. It knows the placement by the reference of its request
    alone. Once it is booked nothing of it changes but its stage; what was booked wrong is voided
    and booked anew.
    """

    fund = models.ForeignKey(
        "pooledbudget.Fund", on_delete=models.PROTECT, related_name="invoices"
    )
    fund_year = models.ForeignKey(
        "pooledbudget.FundYear", on_delete=models.PROTECT, related_name="invoices"
    )
    about = models.CharField(max_length=80, db_index=True)  # the request's reference
    provider = models.CharField(max_length=200)
    number = models.CharField(max_length=60)  # the provider's own
    dated_on = models.DateField()
    due_on = models.DateField()
    first_day = models.DateField()  # that it is for …
    last_day = models.DateField()  # … and the last
    amount_pence = models.BigIntegerField()
    # Why it was taken though it isn't as planned: of another provider, or for days for which
    # another asks, that lie ahead, or that the placement isn't paid for; else empty.
    accepted_because = models.CharField(max_length=100, blank=True, default="", db_default="")
    entry = models.OneToOneField(
        "pooledbudget.JournalEntry", on_delete=models.PROTECT, related_name="invoice"
    )
    received_on = models.DateField(null=True, blank=True)  # None of what was booked in former days
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    paid_at = models.DateTimeField(null=True, blank=True)
    paid_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    payment = models.OneToOneField(  # None where credit notes had left nothing to pay
        "pooledbudget.JournalEntry",
        on_delete=models.PROTECT,
        related_name="paid_invoice",
        null=True,
        blank=True,
    )
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    void_reason = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                "fund",
                Lower("provider"),
                Lower("number"),
                "about",
                "fund_year",
                condition=~Q(stage=InvoiceStage.VOIDED),
                name="invoice_is_booked_once",
            ),
            models.CheckConstraint(
                condition=Q(amount_pence__gt=0), name="invoice_amount_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day"), dated_on__lte=F("due_on")),
                name="invoice_days_follow_each_other",
            ),
            _together("approved"),
            _together("paid"),
            _together("voided"),
            models.CheckConstraint(
                condition=Q(stage=InvoiceStage.RECEIVED, approved_at=None, paid_at=None)
                | Q(stage=InvoiceStage.APPROVED, approved_at__isnull=False, paid_at=None)
                | Q(stage=InvoiceStage.PAID, approved_at__isnull=False, paid_at__isnull=False)
                | Q(stage=InvoiceStage.VOIDED, paid_at=None),
                name="invoice_stands_where_it_was_taken",
            ),
            models.CheckConstraint(
                condition=Q(stage=InvoiceStage.VOIDED, voided_at__isnull=False)
                & ~Q(void_reason="")
                | ~Q(stage=InvoiceStage.VOIDED) & Q(voided_at=None, void_reason=""),
                name="invoice_void_says_why",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("received_by")),
                name="invoice_is_passed_by_another_than_booked_it",
            ),
            models.CheckConstraint(
                condition=Q(paid_by=None) | ~Q(paid_by=F("approved_by")),
                name="invoice_is_paid_by_another_than_passed_it",
            ),
        )
        indexes = (models.Index(fields=["stage", "due_on"], name="invoice_stage_due_on"),)

    def __str__(self) -> str:
        return f"Invoice {self.number} of {self.provider}"

    @property
    def came_in_on(self) -> date:
        """The day on which it came in, in its year or after; the ledger counts it in its year."""
        return self.received_on or self.entry.effective_on


class CreditNote(models.Model):
    """What a provider takes back of an invoice, paid already or not. Never changed."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="credit_notes")
    number = models.CharField(max_length=60)  # the provider's own
    dated_on = models.DateField()
    amount_pence = models.BigIntegerField()
    reason = models.CharField(max_length=100)
    entry = models.OneToOneField(
        "pooledbudget.JournalEntry", on_delete=models.PROTECT, related_name="credit_note"
    )
    booked_at = models.DateTimeField()
    booked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("invoice_id", "pk")
        constraints = (
            models.UniqueConstraint("invoice", Lower("number"), name="credit_note_is_booked_once"),
            models.CheckConstraint(
                condition=Q(amount_pence__gt=0), name="credit_note_amount_is_positive"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="credit_note_says_why"),
        )

    def __str__(self) -> str:
        return f"Credit note {self.number} against {self.invoice}"
