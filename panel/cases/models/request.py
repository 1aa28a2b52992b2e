"""The placement request."""

from django.db import models
from django.db.models import Q

from panel.agencies.models import Agency, Panel, Person
from panel.cases.models.asked import Asked
from panel.cases.models.child import Child
from panel.cases.stages import OPEN, RequestChart
from panel.cases.vocabulary import RequestKind
from panel.cases.vocabulary.telling import Advocacy, Grade
from panel.policies.models import PolicyVersion

LONG = 20_000  # characters of a story, or of somebody's views


class PlacementRequest(Asked, RequestChart):
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
    story = models.CharField(max_length=LONG, blank=True)
    strengths = models.CharField(max_length=LONG, blank=True, default="", db_default="")
    legal_basis = models.CharField(max_length=200, blank=True)
    child_views = models.CharField(max_length=LONG, blank=True)
    child_views_how = models.CharField(max_length=200, blank=True)
    child_views_on = models.DateField(null=True, blank=True)
    child_views_absent_because = models.CharField(max_length=200, blank=True)
    family_views = models.CharField(max_length=LONG, blank=True)
    family_views_how = models.CharField(max_length=200, blank=True, default="", db_default="")
    family_views_on = models.DateField(null=True, blank=True)
    family_views_absent_because = models.CharField(
        max_length=200, blank=True, default="", db_default=""
    )
    advocacy = models.CharField(
        max_length=20, choices=Advocacy.choices, blank=True, default="", db_default=""
    )
    tried_less_because = models.CharField(max_length=500, blank=True, default="", db_default="")
    agencies_met_on = models.DateField(null=True, blank=True)
    # A need that may be for health to meet, of which health is then told.
    has_health_need = models.BooleanField(default=False, db_default=False)
    health_told_on = models.DateField(null=True, blank=True)
    split_reason = models.CharField(max_length=2000, blank=True, default="", db_default="")
    review_plan = models.CharField(max_length=2000, blank=True, default="", db_default="")
    return_plan = models.CharField(max_length=2000, blank=True, default="", db_default="")
    transition_plan = models.CharField(max_length=2000, blank=True, default="", db_default="")
    if_delayed = models.CharField(max_length=2000, blank=True, default="", db_default="")
    # That it is true, and that the family knows what is shared, and why.
    is_declared = models.BooleanField(default=False, db_default=False)
    signed_off_name = models.CharField(max_length=160, blank=True, default="", db_default="")
    signed_off_grade = models.CharField(
        max_length=20, choices=Grade.choices, blank=True, default="", db_default=""
    )
    signed_off_on = models.DateField(null=True, blank=True)
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
            models.CheckConstraint(
                condition=Q(signed_off_name="", signed_off_grade="", signed_off_on=None)
                | ~Q(signed_off_name="")
                & ~Q(signed_off_grade="")
                & Q(signed_off_on__isnull=False),
                name="request_sign_off_has_name_grade_and_day",
            ),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def submitted_under(self) -> PolicyVersion:
        """The version of the panel's rules under which it was first sent, or moved to since."""
        assert self.policy is not None, "Only a draft that was never sent has no rules of its own."
        return self.policy
