"""What is owed to running placements by the years after their first."""

from django.db import models
from django.db.models import Q

from panel.leases import Leased


class Rollover(Leased):
    """A running placement that a later year of the fund has to pay for: its money is owed there.

    Attributes:
        refusal: why the year's books didn't take it when it was last tried; it is tried again.
        done_at: when a worker promised the money; None while it is owed.
    """

    fund_year = models.ForeignKey(
        "pooledbudget.FundYear", on_delete=models.PROTECT, related_name="rollovers"
    )
    about = models.CharField(max_length=80)  # the request's reference
    refusal = models.TextField(blank=True)
    owed_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("fund_year_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["fund_year", "about"], name="rollover_is_owed_once_a_year"
            ),
        )
        indexes = (
            models.Index(
                fields=["lease_until"], condition=Q(done_at=None), name="rollover_still_owed"
            ),
        )

    def __str__(self) -> str:
        return f"{self.about} in {self.fund_year}"
