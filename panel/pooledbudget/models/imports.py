"""What is kept of a file of invoices or receipts: each row, and what becomes of it."""

from django.db import models
from django.db.models import Q

from panel.agencies.models import Person
from panel.leases import Leased
from panel.money import MOST
from panel.pooledbudget.stages import ImportChart, ImportStage


class ImportKind(models.TextChoices):
    """What a file lists."""

    INVOICES = "invoices", "Providers’ invoices"
    CONTRIBUTIONS = "contributions", "Contributions received"


class RowOutcome(models.TextChoices):
    """What becomes of one row."""

    READY = "ready", "To be posted"
    KNOWN = "known", "Booked already"
    BAD = "bad", "Left out"
    POSTED = "posted", "Posted"


class Import(ImportChart, Leased):
    """One file for one fund year, kept row by row: checked first, and posted once if asked.

    The same file for the same year and kind is one import, however often it is sent.
    """

    is_repeat = False  # true on one that `operations.check_import` found and gave back

    fund_year = models.ForeignKey(
        "pooledbudget.FundYear", on_delete=models.PROTECT, related_name="imports"
    )
    kind = models.CharField(max_length=13, choices=ImportKind.choices)
    file_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    columns = models.JSONField(default=list)  # names of those that are read, in the file's order
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)  # to post it
    asked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["fund_year", "kind", "sha256"], name="import_of_a_file_is_one"
            ),
            models.CheckConstraint(
                condition=Q(stage=ImportStage.CHECKED, asked_at=None, asked_by=None)
                | ~Q(stage=ImportStage.CHECKED)
                & Q(asked_at__isnull=False, asked_by__isnull=False),
                name="import_asked_has_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(stage=ImportStage.POSTED, finished_at__isnull=False)
                | ~Q(stage=ImportStage.POSTED) & Q(finished_at=None),
                name="import_posted_says_when",
            ),
        )
        indexes = (
            models.Index(
                fields=["lease_until"], condition=Q(stage="posting"), name="import_still_owed"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.file_name}"


class ImportRow(models.Model):
    """One row of a file: what it says, what becomes of it, and why."""

    source = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="rows")
    line = models.PositiveIntegerField()  # that it ends on in the file, from 1
    told = models.JSONField()  # column → text, as it came
    outcome = models.CharField(max_length=6, choices=RowOutcome.choices)
    reason = models.CharField(max_length=500, blank=True)
    amount_pence = models.BigIntegerField(null=True, blank=True)  # None: it wasn't to be posted
    entry = models.ForeignKey(
        "pooledbudget.JournalEntry",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )

    class Meta:
        ordering = ("source_id", "line")
        constraints = (
            models.UniqueConstraint(fields=["source", "line"], name="import_row_is_one_a_line"),
            models.CheckConstraint(
                condition=Q(outcome=RowOutcome.POSTED, entry__isnull=False)
                | ~Q(outcome=RowOutcome.POSTED) & Q(entry=None),
                name="import_row_posted_has_its_entry",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=RowOutcome.BAD) | ~Q(reason=""),
                name="import_row_left_out_says_why",
            ),
            models.CheckConstraint(
                condition=Q(amount_pence=None) | Q(amount_pence__range=(1, MOST)),
                name="import_row_amount_can_be",
            ),
        )
        indexes = (models.Index(fields=["source", "outcome", "line"], name="import_row_outcome"),)

    def __str__(self) -> str:
        return f"Line {self.line} of {self.source}"
