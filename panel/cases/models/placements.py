"""A placement that was approved: the agreement with its provider, and what interrupted it."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from panel.agencies.models import Person
from panel.cases.models.options import PlacementOption
from panel.cases.models.request import PlacementRequest
from panel.cases.placement_stages import PlacementChart
from panel.cases.vocabulary.placements import ChangeKind, EndReason, SuspensionReason


class Placement(PlacementChart):
    """A child's place with a provider, as the panel approved it, from agreement to end."""

    placement_request = models.OneToOneField(
        PlacementRequest, on_delete=models.PROTECT, related_name="placement"
    )
    option = models.ForeignKey(PlacementOption, on_delete=models.PROTECT, related_name="+")
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="followed_by", null=True, blank=True
    )  # the placement that ends when this one starts
    # The day of the panel's decision; None where it was opened before this was kept.
    decided_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    in_emergency = models.BooleanField(default=False)  # it started before everybody had signed
    started_at = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_on = models.DateField(null=True, blank=True)  # the last day, included
    end_reason = models.CharField(max_length=20, choices=EndReason.choices, blank=True)
    end_note = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(started_on=None, started_at=None, started_by=None)
                | Q(started_on__isnull=False, started_at__isnull=False, started_by__isnull=False),
                name="placement_started_has_day_at_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["started", "suspended"]) | Q(started_on__isnull=False),
                name="placement_that_runs_has_started",
            ),
            models.CheckConstraint(
                condition=Q(stage="ended", ended_at__isnull=False, ended_by__isnull=False)
                & ~Q(end_reason="")
                | ~Q(stage="ended")
                & Q(ended_on=None, ended_at=None, ended_by=None, end_reason=""),
                name="placement_ended_has_reason_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="placement_ends_after_it_starts",
            ),
            # Of two, the first to start would end it, and the other run beside that.
            models.UniqueConstraint(
                fields=["follows"],
                condition=~Q(stage="ended", started_on=None),
                name="placement_is_followed_by_one",
            ),
        )

    def __str__(self) -> str:
        return self.placement_request.reference

    @property
    def subject(self) -> str:
        """What the audit log calls it: its moves are told apart from those of its request."""
        return f"placement {self.placement_request.reference}"


class PlacementAgreement(models.Model):
    """The terms agreed with the provider, one version; a later one replaces it. Never changed."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="agreements")
    version = models.PositiveSmallIntegerField()
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="superseded_by", null=True, blank=True
    )
    provider = models.CharField(max_length=160)
    starts_on = models.DateField()
    ends_on = models.DateField()  # the last day, included
    # The last day approved by the panel's rules; None where it was drawn up before this was kept.
    lapses_on = models.DateField(null=True, blank=True)
    weeks_per_year = models.PositiveSmallIntegerField()
    weekly_rate_pence = models.BigIntegerField()
    once_pence = models.BigIntegerField(default=0, db_default=0)  # what is paid once, in all
    notice_weeks = models.PositiveSmallIntegerField()
    return_plan = models.TextField(blank=True)
    return_by = models.DateField(null=True, blank=True)
    drawn_up_at = models.DateTimeField()
    drawn_up_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("placement_id", "version")
        constraints = (
            models.UniqueConstraint(
                fields=["placement", "version"],
                name="agreement_version_is_unique_on_its_placement",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="agreement_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(lapses_on=None)
                | Q(lapses_on__gte=F("starts_on"), lapses_on__lte=F("ends_on")),
                name="agreement_lapses_while_it_runs",
            ),
            models.CheckConstraint(
                condition=Q(weeks_per_year__gte=1, weeks_per_year__lte=52),
                name="agreement_weeks_fit_a_year",
            ),
            models.CheckConstraint(
                condition=Q(weekly_rate_pence__gt=0, once_pence__gte=0)
                | Q(weekly_rate_pence=0, once_pence__gt=0),
                name="agreement_is_for_a_price",
            ),
            models.CheckConstraint(
                condition=Q(return_plan="", return_by=None)
                | ~Q(return_plan="") & Q(return_by__isnull=False),
                name="agreement_return_plan_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(version=1, supersedes=None)
                | Q(version__gt=1, supersedes__isnull=False),
                name="agreement_after_the_first_supersedes_one",
            ),
        )

    def __str__(self) -> str:
        return f"{self.placement}, agreement {self.version}"

    @property
    def approved_until(self) -> date:
        """The last day for which the panel's approval stands."""
        return self.lapses_on or self.ends_on


class Signatory(models.Model):
    """Somebody who has to sign an agreement, for whom, and the day they did."""

    agreement = models.ForeignKey(
        PlacementAgreement, on_delete=models.PROTECT, related_name="signatories"
    )
    name = models.CharField(max_length=120)
    on_behalf_of = models.CharField(max_length=160)
    signed_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("agreement_id", "pk")
        verbose_name_plural = "signatories"
        constraints = (
            models.UniqueConstraint(
                fields=["agreement", "name", "on_behalf_of"], name="signatory_is_named_once"
            ),
            models.CheckConstraint(
                condition=Q(signed_on=None, recorded_at=None, recorded_by=None)
                | Q(signed_on__isnull=False, recorded_at__isnull=False, recorded_by__isnull=False),
                name="signature_has_day_at_and_by",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, for {self.on_behalf_of}"


class Suspension(models.Model):
    """A time in which the child is away from a placement that is kept for them."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="suspensions")
    reason = models.CharField(max_length=20, choices=SuspensionReason.choices)
    note = models.CharField(max_length=300, blank=True)
    is_paid = models.BooleanField()  # the provider charges for the place meanwhile
    first_day = models.DateField()  # the first day away
    back_on = models.DateField(null=True, blank=True)  # the first day back
    suspended_at = models.DateTimeField()
    suspended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    resumed_at = models.DateTimeField(null=True, blank=True)
    resumed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("placement_id", "first_day")
        constraints = (
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(back_on=None),
                name="suspension_is_open_once_a_placement",
            ),
            models.CheckConstraint(
                condition=Q(back_on=None) | Q(back_on__gte=F("first_day")),
                name="suspension_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(back_on=None, resumed_at=None, resumed_by=None)
                | Q(back_on__isnull=False, resumed_at__isnull=False, resumed_by__isnull=False),
                name="suspension_resumed_has_day_at_and_by",
            ),
        )

    def __str__(self) -> str:
        return f"{self.placement}, away from {self.first_day}"


class PlacementChange(models.Model):
    """A change that somebody asks the panel for, and the request that carries it there."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="changes")
    placement_request = models.OneToOneField(
        PlacementRequest, on_delete=models.PROTECT, related_name="change_asked"
    )
    kind = models.CharField(max_length=20, choices=ChangeKind.choices)
    reason = models.TextField()
    applies_from = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-placement_id", "pk")

    def __str__(self) -> str:
        return f"{self.placement}: {self.get_kind_display()}"
