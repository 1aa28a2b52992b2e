"""What the panel decided, and who approved paying for it."""

from django.db import models
from django.db.models import F, Q

from panel.agencies.models import Agency, Grade, Person
from panel.cases.models import PlacementOption, PlacementRequest, Urgency
from panel.decisions.models.disputes import Dispute
from panel.decisions.outcomes.outcome import AGREEING, OUTRIGHT, Outcome
from panel.decisions.stages import ApprovalChart
from panel.meetings.models import AgendaItem


class Decision(models.Model):
    """What was decided on an agenda item, or on what couldn't wait for one, and why. Kept."""

    item = models.OneToOneField(
        AgendaItem, on_delete=models.PROTECT, related_name="decision", null=True, blank=True
    )
    urgency = models.OneToOneField(
        Urgency, on_delete=models.PROTECT, related_name="decision", null=True, blank=True
    )
    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.PROTECT, related_name="decisions"
    )
    option = models.ForeignKey(
        PlacementOption, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    outcome = models.CharField(max_length=30, choices=Outcome.choices)
    reasons = models.TextField()
    conditions = models.JSONField(default=list)  # each: what, owner, due_on
    departures = models.JSONField(default=list, db_default=[])  # from advice, a sentence each …
    departure_reason = models.TextField(blank=True, default="", db_default="")  # … and why
    equality_note = models.TextField(blank=True, default="", db_default="")
    split_reason = models.TextField(blank=True, default="", db_default="")
    return_plan = models.TextField(blank=True, default="", db_default="")
    deferral_reason = models.CharField(max_length=300, blank=True, default="", db_default="")
    late_signed_off_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )  # the agency lead: that a deferral makes the child's plan late
    referred_to = models.CharField(max_length=200, blank=True, default="", db_default="")
    lapses_on = models.DateField(null=True, blank=True)  # the last day to endorse it
    quorum = models.JSONField()  # the rule in words, how many counted, what was missing
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-decided_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(reasons=""), name="decision_has_reasons"),
            models.CheckConstraint(
                condition=Q(lapses_on__isnull=False, outcome="in_principle")
                | (Q(lapses_on=None) & ~Q(outcome="in_principle")),
                name="decision_in_principle_alone_lapses",
            ),
            models.CheckConstraint(
                condition=Q(item__isnull=False, urgency=None)
                | Q(item=None, urgency__isnull=False, outcome__in=OUTRIGHT),
                name="decision_is_of_a_meeting_or_agrees_what_cannot_wait",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=sorted(AGREEING)) | Q(option__isnull=False),
                name="decision_that_agrees_names_the_option",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.DEFERRED)
                | Q(deferral_reason="", late_signed_off_by=None),
                name="decision_deferred_alone_says_why_and_who_signed_off",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.REFERRED_ON) | Q(referred_to=""),
                name="decision_referred_on_alone_says_to_whom",
            ),
        )

    def __str__(self) -> str:
        return f"{self.placement_request}: {self.get_outcome_display()}"

    @property
    def agreed(self) -> PlacementOption:
        """The option that it agrees, which one that asks for money always names."""
        assert self.option is not None, "A decision that asks for money names its option."
        return self.option

    @property
    def key(self) -> str:
        """What tells its clocks from those of the request's other decisions."""
        return f"urgent-{self.urgency_id}" if self.item_id is None else str(self.item_id)


class InForce(models.Manager["ShareApproval"]):
    """The approvals that count: one for each agency that pays."""

    def get_queryset(self) -> models.QuerySet["ShareApproval"]:
        """Leave out those that a settled dispute replaced."""
        return super().get_queryset().filter(replaced_in=None)


class ShareApproval(ApprovalChart):
    """One paying agency's approval of its share of an agreed placement.

    A dispute that is settled replaces them all: the approval of a share that it doesn't change is
    carried on, the others are asked for anew. What was asked before is kept, and out of force:
    `objects` and `decision.approvals` are those in force, `ever_asked` are all.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="approvals")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    weekly_pence = models.BigIntegerField()
    this_year_pence = models.BigIntegerField()
    full_year_pence = models.BigIntegerField()
    once_pence = models.BigIntegerField(default=0, db_default=0)  # paid once in its first year
    due_on = models.DateField()
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_for = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )  # the lead in whose place a deputy approved
    approved_grade = models.PositiveSmallIntegerField(
        choices=Grade.choices, null=True, blank=True
    )  # under which they approved; None where nobody has said it
    refused_because = models.TextField(blank=True)
    settlement = models.PositiveSmallIntegerField(default=0, db_default=0)  # 0 as proposed
    replaced_in = models.ForeignKey(
        Dispute, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    carried_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = InForce()
    ever_asked = models.Manager["ShareApproval"]()

    class Meta:
        ordering = ("-decision_id", "agency")
        constraints = (
            models.UniqueConstraint(
                fields=["decision", "agency"],
                condition=Q(replaced_in=None),
                name="share_approval_is_one_an_agency",
            ),
            models.UniqueConstraint(
                fields=["decision", "agency", "settlement"],
                name="share_is_asked_once_a_settlement",
            ),
            models.CheckConstraint(
                condition=Q(carried_from=None) | Q(stage="approved", settlement__gt=0),
                name="share_carried_on_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(stage="approved", approved_at__isnull=False, approved_by__isnull=False)
                | (~Q(stage="approved") & Q(approved_at=None, approved_by=None)),
                name="share_approved_has_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(approved_for=None)
                | (Q(stage="approved") & ~Q(approved_for=F("approved_by"))),
                name="share_approved_for_another_than_oneself",
            ),
            models.CheckConstraint(
                condition=Q(weekly_pence__gte=0, this_year_pence__gte=0, full_year_pence__gte=0),
                name="share_approval_amounts_are_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(once_pence__gte=0, once_pence__lte=F("this_year_pence")),
                name="share_approval_once_is_part_of_its_year",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency}, {self.decision.placement_request}"
