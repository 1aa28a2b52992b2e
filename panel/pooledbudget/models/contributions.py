"""What each partner has agreed to pay into a year, when it is due, and what came in for it."""

from django.db import models
from django.db.models import F, Q

from panel.agencies.models import Agency


class AgreedContribution(models.Model):
    """
    What an agency pays into a year, by its components; a later version replaces it from a day.

    It is provisional until a lead of the agency approves it.
    """

    fund_year = models.ForeignKey(
        "FundYear", on_delete=models.PROTECT, related_name="agreed_contributions"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()  # from 1 for each agency of the year
    applies_from = models.DateField()
    rolled_forward_pence = models.BigIntegerField(default=0)
    uplift_pence = models.BigIntegerField(default=0)
    efficiency_pence = models.BigIntegerField(default=0)  # taken off
    top_up_pence = models.BigIntegerField(default=0)
    one_off_pence = models.BigIntegerField(default=0)
    charges_pence = models.BigIntegerField(default=0)  # that families pay it; taken off
    amount_pence = models.BigIntegerField()  # for the whole year
    reason = models.TextField(blank=True)  # of a change
    stated_at = models.DateTimeField()
    stated_by = models.CharField(max_length=254)  # username
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=254, blank=True)  # username

    class Meta:
        ordering = ("fund_year_id", "agency", "version")
        constraints = (
            models.UniqueConstraint(
                fields=["fund_year", "agency", "version"],
                name="agreed_contribution_version_is_unique",
            ),
            models.CheckConstraint(
                condition=Q(
                    amount_pence=F("rolled_forward_pence")
                    + F("uplift_pence")
                    - F("efficiency_pence")
                    + F("top_up_pence")
                    + F("one_off_pence")
                    - F("charges_pence")
                ),
                name="agreed_contribution_is_the_sum_of_its_components",
            ),
            models.CheckConstraint(
                condition=Q(
                    amount_pence__gte=0,
                    rolled_forward_pence__gte=0,
                    uplift_pence__gte=0,
                    efficiency_pence__gte=0,
                    top_up_pence__gte=0,
                    one_off_pence__gte=0,
                    charges_pence__gte=0,
                ),
                name="agreed_contribution_is_never_below_nothing",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by="")
                | (Q(approved_at__isnull=False) & ~Q(approved_by="")),
                name="agreed_contribution_is_approved_by_someone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency}, {self.fund_year}, version {self.version}"

    @property
    def is_provisional(self) -> bool:
        """Whether nobody of the agency has approved it yet."""
        return self.approved_at is None

    @property
    def is_change(self) -> bool:
        """Whether it changes from a day on what was agreed for the year; only a change has why."""
        return bool(self.reason)


class Instalment(models.Model):
    """
    A part of a contribution that falls due on a day.

    It is in force until a later version of its contribution applies from that day or before.
    """

    contribution = models.ForeignKey(
        AgreedContribution, on_delete=models.PROTECT, related_name="instalments"
    )
    number = models.PositiveSmallIntegerField()  # from 1 in its contribution
    due_on = models.DateField()
    amount_pence = models.BigIntegerField()

    class Meta:
        ordering = ("contribution_id", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["contribution", "number"], name="instalment_number_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(amount_pence__gt=0), name="instalment_amount_is_positive"
            ),
        )

    def __str__(self) -> str:
        return f"{self.due_on:%-d %B %Y}, {self.amount_pence}p"


class InstalmentReceipt(models.Model):
    """The entry by which money came in for one instalment; undone once the entry is reversed.

    For none where it comes on top of what was agreed, as interest for paying late does. What came
    in and has no such row counts for the oldest instalments that are short.
    """

    instalment = models.ForeignKey(
        Instalment, on_delete=models.PROTECT, null=True, blank=True, related_name="receipts"
    )
    entry = models.OneToOneField(
        "JournalEntry", on_delete=models.PROTECT, related_name="instalment_receipt"
    )

    class Meta:
        ordering = ("entry_id",)

    def __str__(self) -> str:
        return f"{self.instalment}, entry {self.entry_id}"
