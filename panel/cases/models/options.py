"""The placements weighed, what they cost and who pays."""

from django.db import models
from django.db.models import F, Q

from panel.agencies.models import Agency
from panel.cases.models.request import PlacementRequest
from panel.cases.vocabulary import CostKind, CostUnit, Setting, Suitability
from panel.money import WHOLE


class PlacementOption(models.Model):
    """One placement that was weighed: where, from when, how well it fits, what it costs."""

    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.CASCADE, related_name="options"
    )
    letter = models.CharField(max_length=1)
    provider = models.CharField(max_length=160)
    setting = models.CharField(max_length=30, choices=Setting.choices)
    is_local = models.BooleanField(default=False)
    weeks_per_year = models.PositiveSmallIntegerField(default=52)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)  # the last day, included
    suitability = models.CharField(max_length=20, choices=Suitability.choices)
    suitability_reason = models.CharField(max_length=300, blank=True)
    inspection = models.CharField(max_length=80, blank=True)
    miles = models.PositiveSmallIntegerField(null=True, blank=True)
    travel_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    is_recommended = models.BooleanField(default=False)
    why_not = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("placement_request", "letter")
        constraints = (
            models.UniqueConstraint(
                fields=["placement_request", "letter"],
                name="option_letter_is_unique_on_its_request",
            ),
            models.UniqueConstraint(
                fields=["placement_request"],
                condition=Q(is_recommended=True),
                name="option_recommended_is_one_a_request",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="option_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(weeks_per_year__gte=1, weeks_per_year__lte=52),
                name="option_weeks_fit_a_year",
            ),
        )

    def __str__(self) -> str:
        return f"{self.letter}. {self.provider}"


class CostLine(models.Model):
    """One element of an option's cost, and the rate it is charged at."""

    option = models.ForeignKey(
        PlacementOption, on_delete=models.CASCADE, related_name="cost_lines"
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=CostKind.choices)
    description = models.CharField(max_length=160, blank=True)
    rate_pence = models.BigIntegerField()
    unit = models.CharField(max_length=10, choices=CostUnit.choices)

    class Meta:
        ordering = ("option", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["option", "position"], name="cost_line_position_is_unique_on_its_option"
            ),
            models.CheckConstraint(
                condition=Q(rate_pence__gt=0), name="cost_line_rate_is_positive"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.rate_pence}p a {self.unit}"


class CostShare(models.Model):
    """The part of a cost line that one agency pays, in basis points."""

    cost_line = models.ForeignKey(CostLine, on_delete=models.CASCADE, related_name="shares")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    basis_points = models.PositiveIntegerField()

    class Meta:
        ordering = ("cost_line", "agency")
        constraints = (
            models.UniqueConstraint(
                fields=["cost_line", "agency"], name="cost_share_is_one_an_agency"
            ),
            models.CheckConstraint(
                condition=Q(basis_points__gt=0, basis_points__lte=WHOLE),
                name="cost_share_is_part_of_a_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency}: {self.basis_points / 100:g}%"
