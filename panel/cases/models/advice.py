"""What each agency advises on a request, every version of it, and who was invited to write it."""

from django.db import models
from django.db.models import Q

from panel.agencies.models import Agency, Person
from panel.cases.models.request import PlacementRequest
from panel.cases.stages import AdviceChart
from panel.cases.vocabulary import AdviceExcuse, AdviceOpinion


class Answer(models.Model):
    """What an adviser said, and what they were shown when they said it.

    Attributes:
        is_suitable: whether the recommended option meets the need; None where nobody was asked.
        departures: where the advice leaves the agency's usual criteria, and why.
        written_on: the day it was written, if that was for something else.
        reuse_agreed_by: values of `Agreer`: who agreed that it is used here nevertheless.
        late_because: what excuses it, where it came late.
        shown_sha256: the fingerprint of the request as the adviser saw it; see `fingerprint.py`.
        from_outside: the name and organisation of an adviser without an account; `given_by` is
            then the coordinator who invited them.
    """

    opinion = models.CharField(max_length=20, choices=AdviceOpinion.choices, blank=True)
    is_suitable = models.BooleanField(null=True, blank=True)
    summary = models.TextField(blank=True)
    conditions = models.CharField(max_length=2000, blank=True, default="", db_default="")
    hours_per_week = models.PositiveSmallIntegerField(null=True, blank=True)
    departures = models.CharField(max_length=2000, blank=True, default="", db_default="")
    written_on = models.DateField(null=True, blank=True)
    reuse_agreed_by = models.JSONField(default=list, db_default=[], blank=True)
    late_because = models.CharField(
        max_length=30, choices=AdviceExcuse.choices, blank=True, default="", db_default=""
    )
    shown_sha256 = models.CharField(max_length=64, blank=True, default="", db_default="")
    from_outside = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        abstract = True


class Advice(Answer, AdviceChart):
    """What one agency advises on a request, asked of all of them in parallel.

    It holds the latest version; PostgreSQL itself keeps each one as an `AdviceVersion`.
    """

    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.PROTECT, related_name="advice"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="advice")
    round = models.PositiveSmallIntegerField(default=1)  # asked again after a deferral or change
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    version = models.PositiveSmallIntegerField(default=0, db_default=0)  # 0 until it is given
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("-placement_request_id", "agency", "round")
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
            models.CheckConstraint(
                condition=Q(hours_per_week=None) | Q(hours_per_week__lte=168),
                name="advice_hours_fit_a_week",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency} on {self.placement_request}"

    @property
    def adviser(self) -> str:
        """Who gave it: a person of the agency, or somebody from outside it."""
        given_by = self.given_by.name if self.given_by else ""
        return f"{self.from_outside} (from outside)" if self.from_outside else given_by


class AdviceVersion(Answer):
    """One version of an advice, as it was given. PostgreSQL writes it; nobody changes it."""

    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("advice_id", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["advice", "number"], name="advice_version_number_is_unique_on_its_advice"
            ),
        )

    def __str__(self) -> str:
        return f"{self.advice}, version {self.number}"


class Invitation(models.Model):
    """Somebody without an account was asked by e-mail to write an agency's advice, once.

    Only the hash of the link's secret is here. `round` is the asking that it belongs to: once the
    agency is asked again, the link leads nowhere.
    """

    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, related_name="invitations")
    round = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=160)
    email = models.EmailField()
    token_sha256 = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("advice_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["advice"],
                condition=Q(answered_at=None, revoked_at=None),
                name="invitation_is_live_once_for_an_advice",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False, answered_at=None),
                name="invitation_revoked_has_by_and_no_answer",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"
