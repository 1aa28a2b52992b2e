"""What is agreed with the provider of a placement, and who signs it."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from panel.agencies.models import Person
from panel.cases.models.placements import Placement


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
