"""Accruing that a fund manager has asked for: a row first, a worker second."""

from django.db import models
from django.db.models import F, Q

from panel.agencies.models import Panel, Person
from panel.leases import Leased


class Accrual(Leased):
    """Every placement of a panel is to be accrued up to a day, one at a time of a panel.

    What it moved is in the ledger. Asked again, it is done anew: invoices may have come since.
    """

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="accruals")
    until = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("panel_id", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["panel"],
                condition=Q(finished_at=None),
                name="accrual_is_asked_for_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("asked_at")),
                name="accrual_is_finished_after_it_was_asked_for",
            ),
        )
        indexes = (
            models.Index(
                fields=["lease_until"], condition=Q(finished_at=None), name="accrual_still_owed"
            ),
        )

    def __str__(self) -> str:
        return f"{self.panel}, accrued up to {self.until:%-d %B %Y}"
