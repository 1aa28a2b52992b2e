"""How much an agency lets a role approve."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from panel.agencies.limits import Limits
from panel.agencies.models.agencies import Agency, Panel
from panel.agencies.models.appointments import Role


class Delegation(models.Model):
    """What an agency lets a role approve by its scheme of delegation, for a time."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="delegations")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="delegations")
    role = models.CharField(max_length=20, choices=Role.choices)
    weekly_limit_pence = models.BigIntegerField(null=True, blank=True)
    yearly_limit_pence = models.BigIntegerField(null=True, blank=True)
    lifetime_limit_pence = models.BigIntegerField(null=True, blank=True)
    starts_on = models.DateField()
    # The first day it no longer holds; the day it starts on where it was replaced and never held.
    ends_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)  # the scheme and its paragraph

    class Meta:
        ordering = ("panel_id", "agency", "role", "starts_on")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="delegation_ends_no_sooner_than_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(weekly_limit_pence__gte=0)
                | Q(yearly_limit_pence__gte=0)
                | Q(lifetime_limit_pence__gte=0),
                name="delegation_has_a_limit",
            ),
            models.UniqueConstraint(
                fields=["panel", "agency", "role", "starts_on"],
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="delegation_is_one_from_its_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency}, {self.get_role_display()}"

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day; it ends before the first day it no longer holds."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    @property
    def is_replaced(self) -> bool:
        """Whether another took its place before anything was approved under it."""
        return self.ends_on == self.starts_on

    @property
    def limits(self) -> Limits:
        """The most that may be approved under it."""
        return Limits(self.weekly_limit_pence, self.yearly_limit_pence, self.lifetime_limit_pence)
