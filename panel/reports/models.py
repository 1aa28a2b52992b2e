"""Reports that were issued: what each said, its file, and which partners have received it."""

from django.db import models
from django.db.models import F, Q

from panel.agencies.models import Agency, Person
from panel.leases import Leased
from panel.pooledbudget.models import FundYear
from panel.reports.kinds import Kind


class IssuedReport(models.Model):
    """A report signed off by whoever keeps the fund. What it says never changes."""

    fund_year = models.ForeignKey(FundYear, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    number = models.PositiveSmallIntegerField()  # from 1 in its fund year
    first_day = models.DateField()
    last_day = models.DateField()
    content = models.TextField()  # canonical JSON, as `frozen` writes it
    content_sha256 = models.CharField(max_length=64)
    commentary = models.TextField(blank=True)  # why figures vary, risks and what is done
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("fund_year_id", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=["fund_year", "number"], name="report_number_is_unique_in_its_year"
            ),
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")), name="report_begins_before_it_ends"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}, {self.fund_year}"

    @property
    def file_name(self) -> str:
        """Return how its files are called, before the dot: no child's name is in them."""
        year = self.fund_year
        return f"{year.fund.code}-{year.year}-{self.number}-{self.kind.replace('_', '-')}"


class ReportFile(Leased):
    """The owed work of printing a report: a row first, a message second."""

    report = models.OneToOneField(IssuedReport, on_delete=models.PROTECT, related_name="file")
    name = models.CharField(max_length=120, blank=True)  # in storage
    sha256 = models.CharField(max_length=64, blank=True)
    printed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(printed_at=None, name="", sha256="")
                | (Q(printed_at__isnull=False) & ~Q(name="") & ~Q(sha256="")),
                name="report_file_is_printed_whole",
            ),
        )

    def __str__(self) -> str:
        return f"File of {self.report}"


class ReportReceipt(models.Model):
    """A partner has received a report: said by one of its leads, once."""

    report = models.ForeignKey(IssuedReport, on_delete=models.PROTECT, related_name="receipts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("received_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["report", "agency"], name="report_is_received_once_by_each_partner"
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency} received {self.report}"
