"""What a request tells in rows: needs, what was tried, what should come of it, and answers."""

from django.db import models
from django.db.models import F, Q

from panel.agencies.models import Agency
from panel.cases.models.request import LONG, PlacementRequest
from panel.cases.vocabulary import NeedCode


class Need(models.Model):
    """One of the child's needs, ranked: 1 is the main one."""

    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.CASCADE, related_name="needs"
    )
    rank = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=4, choices=NeedCode.choices)
    detail = models.CharField(max_length=300, blank=True)
    assessed_on = models.DateField(null=True, blank=True)
    assessed_for = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("placement_request_id", "rank")
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


class Attempt(models.Model):
    """Something that was tried before this request: what, when, what it cost and what came."""

    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.CASCADE, related_name="attempts"
    )
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=300)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    cost_pence = models.BigIntegerField(null=True, blank=True)
    effect = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("placement_request_id", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["placement_request", "position"],
                name="attempt_position_is_unique_on_its_request",
            ),
            models.CheckConstraint(
                condition=Q(cost_pence=None) | Q(cost_pence__gte=0),
                name="attempt_cost_is_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="attempt_ends_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return self.what


class SoughtOutcome(models.Model):
    """Something that should come of the placement: by when, and how it will be known."""

    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.CASCADE, related_name="outcomes_sought"
    )
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=LONG)
    by_on = models.DateField(null=True, blank=True)
    measure = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("placement_request_id", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["placement_request", "position"],
                name="sought_outcome_position_is_unique_on_its_request",
            ),
        )

    def __str__(self) -> str:
        return self.what


class PanelAnswer(models.Model):
    """The answer to one of the panel's own questions, and the question as it was asked."""

    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.CASCADE, related_name="panel_answers"
    )
    position = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=300)
    answer = models.CharField(max_length=2000)

    class Meta:
        ordering = ("placement_request_id", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["placement_request", "position"],
                name="panel_answer_position_is_unique_on_its_request",
            ),
            models.UniqueConstraint(
                fields=["placement_request", "question"],
                name="panel_question_is_answered_once_on_a_request",
            ),
        )

    def __str__(self) -> str:
        return self.question
