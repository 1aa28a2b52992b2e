"""The placement request, and the needs it names."""

from django.db import models
from django.db.models import Q

from panel.agencies.models import Agency, Panel, Person
from panel.cases.models.child import Child
from panel.cases.stages import OPEN, RequestChart
from panel.cases.vocabulary import NeedCode, RequestKind
from panel.policies.models import PolicyVersion


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
