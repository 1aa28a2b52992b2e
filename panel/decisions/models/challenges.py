"""What is kept of somebody's asking for a decision of the panel to be looked at again."""

from django.db import models
from django.db.models import F, Q

from panel.agencies.models import Person
from panel.cases.vocabulary.challenges import Asker, ChallengeKind, ChallengeOutcome, Order
from panel.decisions.stages import ChallengeChart, ChallengeStage


class Challenge(ChallengeChart):
    """Somebody doesn't accept a decision: whom they turned to, in time or not, what came of it.

    The decision and its record stay as they are. What was asked never changes, and nor does what
    came of it.

    Attributes:
        number: 1 is the first on its request, whichever decision it is about.
        notified_on: the notice of the decision was sent; the law's times to ask run from here.
        certificate_on: of mediation, after which there is a month to appeal.
        last_day: on which it was in time; later ones are taken for a reason alone.
        due_on: by then it has to be answered.
        heard_by: who heard the panel's own review, where the rules ask for another chair.
        heard_elsewhere: the body that heard it, where the rules ask for an independent one.
    """

    decision = models.ForeignKey(
        "decisions.Decision", on_delete=models.PROTECT, related_name="challenges"
    )
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=ChallengeKind.choices)
    asker = models.CharField(max_length=12, choices=Asker.choices)
    asked_on = models.DateField()
    grounds = models.TextField()
    notified_on = models.DateField()
    certificate_on = models.DateField(null=True, blank=True)
    last_day = models.DateField()
    late_because = models.CharField(max_length=300, blank=True)
    due_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=ChallengeOutcome.choices, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    findings = models.TextField(blank=True)
    orders = models.JSONField(default=list, blank=True)  # values of Order
    heard_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    heard_elsewhere = models.CharField(max_length=160, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("-decision_id", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["decision", "number"], name="challenge_number_is_unique_on_its_decision"
            ),
            models.UniqueConstraint(
                fields=["decision", "kind"],
                condition=Q(stage=ChallengeStage.OPEN),
                name="challenge_open_is_one_a_kind_and_decision",
            ),
            models.CheckConstraint(condition=~Q(grounds=""), name="challenge_has_its_grounds"),
            models.CheckConstraint(
                condition=Q(asked_on__lte=F("last_day")) | ~Q(late_because=""),
                name="challenge_out_of_time_says_why_it_is_taken",
            ),
            models.CheckConstraint(
                condition=Q(
                    stage=ChallengeStage.OPEN,
                    outcome="",
                    outcome_on=None,
                    findings="",
                    ended_at=None,
                    ended_by=None,
                )
                | Q(
                    stage=ChallengeStage.ENDED,
                    outcome__in=ChallengeOutcome.values,
                    outcome_on__gte=F("asked_on"),
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                )
                & ~Q(findings=""),
                name="challenge_ended_has_outcome_day_findings_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(orders=[]) | Q(kind=ChallengeKind.TRIBUNAL, stage="ended"),
                name="challenge_with_orders_was_heard_by_the_tribunal",
            ),
        )

    def __str__(self) -> str:
        return f"Challenge {self.number} to {self.decision.placement_request}"

    @property
    def key(self) -> str:
        """What tells its clocks from those of the other challenges on its request."""
        return f"challenge/{self.number}"

    @property
    def ordered(self) -> list[Order]:
        """What the Tribunal ordered."""
        return [Order(order) for order in self.orders]
