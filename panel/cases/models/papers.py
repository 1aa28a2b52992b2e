"""The papers that a panel reads with a request, every version of them, and which went out."""

from django.db import models
from django.db.models import Q

from panel.agencies.models import Person
from panel.cases.models.advice import AdviceVersion
from panel.cases.models.request import PlacementRequest
from panel.cases.papers.file_kinds import FileKind
from panel.cases.vocabulary import PaperSection
from panel.leases import Leased


class Paper(models.Model):
    """One document that the panel reads with a request: a report, an assessment, a letter."""

    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.PROTECT, related_name="papers"
    )
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=150)  # printed on records, so it never names the child
    section = models.CharField(
        max_length=20, choices=PaperSection.choices, default=PaperSection.GENERAL
    )
    withheld_at = models.DateTimeField(null=True, blank=True)
    withheld_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    withheld_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("placement_request_id", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["placement_request", "number"],
                name="paper_number_is_unique_on_its_request",
            ),
            models.CheckConstraint(
                condition=Q(withheld_at=None, withheld_by=None, withheld_because="")
                | Q(withheld_at__isnull=False, withheld_by__isnull=False)
                & ~Q(withheld_because=""),
                name="paper_withheld_has_at_by_and_reason",
            ),
        )

    def __str__(self) -> str:
        return f"Paper {self.number} of {self.placement_request}"


class PaperVersion(models.Model):
    """One version of a paper, as it was added. The file lies under its own hash, for good."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=4, choices=FileKind.choices)
    size = models.PositiveIntegerField()  # in bytes
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("paper_id", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["paper", "number"], name="paper_version_number_is_unique_on_its_paper"
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="paper_version_has_a_hash"
            ),
        )

    def __str__(self) -> str:
        return f"{self.paper}, version {self.number}"


class Scan(Leased):
    """The look for viruses that one version of a paper is owed.

    Attributes:
        outcome: empty while nothing has looked.
        finding: what the scanner calls the virus.
    """

    class Outcome(models.TextChoices):
        """What the scanner said."""

        CLEAN = "clean", "No virus found"
        INFECTED = "infected", "A virus was found"

    version = models.OneToOneField(PaperVersion, on_delete=models.PROTECT, related_name="scan")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    finding = models.CharField(max_length=200, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["lease_until"], condition=Q(outcome=""), name="scan_waiting"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome="", scanned_at=None)
                | (Q(outcome__in=["clean", "infected"]) & Q(scanned_at__isnull=False)),
                name="scan_has_an_outcome_once_scanned",
            ),
        )

    def __str__(self) -> str:
        return f"Scan of {self.version}"


class Circulation(models.Model):
    """A request's papers and advice going out to the members: which versions, for good."""

    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.PROTECT, related_name="circulations"
    )
    papers = models.ManyToManyField(PaperVersion, related_name="circulations")
    advice = models.ManyToManyField(AdviceVersion, related_name="circulations")
    circulated_at = models.DateTimeField()
    circulated_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("placement_request_id", "pk")

    def __str__(self) -> str:
        return f"Papers of {self.placement_request}, sent {self.circulated_at:%-d %B %Y}"
