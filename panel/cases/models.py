"""The child, the placement request, and what it is made of."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from panel.agencies.models import Agency, Panel, Person
from panel.cases.stages import OPEN, AdviceChart, RequestChart
from panel.cases.vocabulary import (
    AdviceOpinion,
    CostKind,
    CostUnit,
    LegalStatus,
    NeedCode,
    RequestKind,
    Setting,
    Suitability,
)
from panel.policies.models import PolicyVersion

WHOLE = 10_000  # basis points


class Child(models.Model):
    """A child or young person, 0 to 25. Told once; every request about them starts from here."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="children")
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    born_on = models.DateField()
    nhs_number = models.CharField(max_length=10, blank=True)
    upn = models.CharField(max_length=13, blank=True)
    communication = models.CharField(max_length=200, blank=True)
    education_setting = models.CharField(max_length=200, blank=True)
    legal_status = models.CharField(
        max_length=20, choices=LegalStatus.choices, default=LegalStatus.NONE
    )
    has_plan = models.BooleanField(default=False)  # an EHC plan is in force

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "children"
        constraints = (
            models.UniqueConstraint(
                fields=["panel", "nhs_number"],
                condition=~Q(nhs_number=""),
                name="child_is_recorded_once_by_nhs_number",
            ),
        )

    def __str__(self) -> str:
        return self.initials

    @property
    def initials(self) -> str:
        """Initials as shown on pages and in mail: `Q.Z.`."""
        return f"{self.given_name[:1]}.{self.family_name[:1]}.".upper()

    def age(self, on: date) -> int:
        """Return the age in whole years on a day."""
        not_yet = (on.month, on.day) < (self.born_on.month, self.born_on.day)
        return on.year - self.born_on.year - not_yet


class PlacementRequest(RequestChart):
    """One agency asks the panel to agree and jointly fund a placement for a child."""

    reference = models.CharField(max_length=24, unique=True)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="requests")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=20, choices=RequestKind.choices, default=RequestKind.NEW)
    referring_agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="requests_made"
    )
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, null=True, blank=True)
    plan_requested_on = models.DateField(null=True, blank=True)  # the 20 weeks run from here
    story = models.TextField(blank=True)
    outcomes_sought = models.TextField(blank=True)
    legal_basis = models.CharField(max_length=200, blank=True)
    child_views = models.TextField(blank=True)
    child_views_how = models.CharField(max_length=200, blank=True)
    child_views_absent_because = models.CharField(max_length=200, blank=True)
    family_views = models.TextField(blank=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=["panel", "stage"], name="request_panel_stage"),)
        constraints = (
            models.UniqueConstraint(
                fields=["child", "kind"],
                condition=Q(stage__in=sorted(OPEN)),
                name="request_is_live_once_for_a_child_and_kind",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, submitted_by=None)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="request_submitted_at_never_without_by",
            ),
        )

    def __str__(self) -> str:
        return self.reference


class Need(models.Model):
    """One of the child's needs, ranked: 1 is the main one."""

    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.CASCADE, related_name="needs"
    )
    rank = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=4, choices=NeedCode.choices)
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("placement_request", "rank")
        constraints = (
            models.UniqueConstraint(
                fields=["placement_request", "rank"], name="need_rank_is_unique_on_its_request"
            ),
            models.UniqueConstraint(
                fields=["placement_request", "code"], name="need_is_named_once_on_a_request"
            ),
        )

    def __str__(self) -> str:
        return self.get_code_display()


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


class Advice(AdviceChart):
    """What one agency advises on a request, asked of all of them in parallel."""

    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.PROTECT, related_name="advice"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="advice")
    round = models.PositiveSmallIntegerField(default=1)  # asked again after a deferral
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    opinion = models.CharField(max_length=20, choices=AdviceOpinion.choices, blank=True)
    summary = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("placement_request", "agency", "round")
        verbose_name_plural = "advice"
        constraints = (
            models.UniqueConstraint(
                fields=["placement_request", "agency", "round"],
                name="advice_is_asked_once_a_round",
            ),
            models.CheckConstraint(
                condition=Q(stage="asked", given_at=None, given_by=None, opinion="")
                | (Q(stage="given", given_at__isnull=False, given_by__isnull=False))
                & ~Q(opinion=""),
                name="advice_given_has_opinion_at_and_by",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency} on {self.placement_request}"
