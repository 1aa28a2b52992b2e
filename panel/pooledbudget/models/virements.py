"""Money that is to move from where it lies, and who agreed to it before it did."""

from django.db import models
from django.db.models import F, Q

from panel.agencies.models import Agency
from panel.pooledbudget.stages import VirementChart, VirementStage


class Route(models.TextChoices):
    """From where to where money moves."""

    POTS = "pots", "Between agencies’ pots of the fund"
    OUT = "out", "Out of the fund, into another"
    RESERVE = "reserve", "From the risk reserve into a pot"


class Virement(VirementChart):
    """A proposal to move money in a year; those whom the rules named agree, then it is posted.

    Until then whoever proposed it may withdraw it; once a year of it is over, any fund manager.
    Its year doesn't close before.
    """

    fund_year = models.ForeignKey("FundYear", on_delete=models.PROTECT, related_name="virements")
    route = models.CharField(max_length=7, choices=Route.choices)
    from_agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    to_fund_year = models.ForeignKey(
        "FundYear", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    amount_pence = models.BigIntegerField()
    reason = models.TextField()
    agreed_by = models.CharField(max_length=12)  # whom the rules named when it was proposed
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=254)  # username
    posted_at = models.DateTimeField(null=True, blank=True)
    posted_by = models.CharField(max_length=254, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=254, blank=True, default="", db_default="")

    class Meta:
        ordering = ("fund_year_id", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(amount_pence__gt=0), name="virement_amount_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(route="pots", to_fund_year=None)
                & Q(from_agency__isnull=False)
                & ~Q(from_agency=F("to_agency"))
                | Q(route="out", to_fund_year__isnull=False, from_agency=F("to_agency"))
                & ~Q(to_fund_year=F("fund_year"))
                | Q(route="reserve", to_fund_year=None, from_agency=None),
                name="virement_goes_by_its_route",
            ),
            models.CheckConstraint(
                condition=Q(posted_at=None, posted_by="")
                | (Q(posted_at__isnull=False) & ~Q(posted_by="")),
                name="virement_is_posted_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="")),
                name="virement_is_withdrawn_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(stage=VirementStage.PROPOSED, posted_at=None, withdrawn_at=None)
                | Q(stage=VirementStage.POSTED, posted_at__isnull=False, withdrawn_at=None)
                | Q(stage=VirementStage.WITHDRAWN, posted_at=None, withdrawn_at__isnull=False),
                name="virement_stands_where_it_was_taken",
            ),
        )

    def __str__(self) -> str:
        return f"Virement {self.pk}"


class VirementConsent(models.Model):
    """One word of agreement to a virement: an agency's, or the board's or fund manager's."""

    virement = models.ForeignKey(Virement, on_delete=models.PROTECT, related_name="consents")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )  # none for the board or the fund manager
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=254)  # username

    class Meta:
        ordering = ("virement_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["virement", "agency"],
                name="consent_to_a_virement_is_given_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=~Q(given_by=""), name="consent_to_a_virement_is_given_by_someone"
            ),
        )

    def __str__(self) -> str:
        return f"{self.virement}, {self.given_by}"
