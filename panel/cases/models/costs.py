"""What an option costs, line by line, and who pays."""

from django.db import models
from django.db.models import F, Q

from panel.agencies.models import Agency
from panel.cases.models.options import PlacementOption
from panel.cases.vocabulary import CostKind, CostUnit
from panel.cases.vocabulary.options import FundingSource, Vat
from panel.money import WHOLE


class CostLine(models.Model):
    """One element of an option's cost, and the rate it is charged at.

    What is empty is as the option has it: its weeks a year, its first day, its last. A one-off
    falls on its own first day. VAT is marked, never added.
    """

    option = models.ForeignKey(
        PlacementOption, on_delete=models.CASCADE, related_name="cost_lines"
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=CostKind.choices)
    description = models.CharField(max_length=160, blank=True)
    rate_pence = models.BigIntegerField()
    unit = models.CharField(max_length=10, choices=CostUnit.choices)
    days_per_week = models.PositiveSmallIntegerField(default=7, db_default=7)  # of a daily rate
    weeks_per_year = models.PositiveSmallIntegerField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)  # the last day, included
    uplift_basis_points = models.PositiveIntegerField(default=0, db_default=0)
    uplift_from = models.DateField(null=True, blank=True)
    vat = models.CharField(
        max_length=10, choices=Vat.choices, default=Vat.NONE, db_default=Vat.NONE
    )
    funding_source = models.CharField(
        max_length=20, choices=FundingSource.choices, blank=True, default="", db_default=""
    )

    class Meta:
        ordering = ("option_id", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["option", "position"], name="cost_line_position_is_unique_on_its_option"
            ),
            models.CheckConstraint(
                condition=Q(rate_pence__gt=0), name="cost_line_rate_is_positive"
            ),
            models.CheckConstraint(
                condition=~Q(funding_source=FundingSource.HIGH_NEEDS) | Q(kind=CostKind.EDUCATION),
                name="cost_line_high_needs_pays_for_education",
            ),
            models.CheckConstraint(
                condition=Q(uplift_basis_points=0, uplift_from=None)
                | Q(
                    uplift_basis_points__gt=0,
                    uplift_basis_points__lte=WHOLE,
                    uplift_from__isnull=False,
                ),
                name="cost_line_uplift_has_size_and_day",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="cost_line_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(days_per_week__gte=1, days_per_week__lte=7)
                & (Q(weeks_per_year=None) | Q(weeks_per_year__gte=1, weeks_per_year__lte=52)),
                name="cost_line_days_fit_a_week_and_weeks_a_year",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.rate_pence}p a {self.unit}"

    def shares_in_force(self) -> list["CostShare"]:
        """Return who pays it: as proposed, or as the last dispute that changed it was settled."""
        shares = list(self.shares.all())
        latest = max((share.settlement for share in shares), default=0)
        return [share for share in shares if share.settlement == latest]


class CostShare(models.Model):
    """The part of a cost line that one agency pays, in basis points.

    What was proposed is kept when a dispute is settled otherwise; the latest settlement counts.
    """

    cost_line = models.ForeignKey(CostLine, on_delete=models.CASCADE, related_name="shares")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    basis_points = models.PositiveIntegerField()
    settlement = models.PositiveSmallIntegerField(default=0, db_default=0)  # 0 as proposed

    class Meta:
        ordering = ("cost_line_id", "settlement", "agency")
        constraints = (
            models.UniqueConstraint(
                fields=["cost_line", "agency", "settlement"], name="cost_share_is_one_an_agency"
            ),
            models.CheckConstraint(
                condition=Q(basis_points__gt=0, basis_points__lte=WHOLE),
                name="cost_share_is_part_of_a_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency}: {self.basis_points / 100:g}%"
