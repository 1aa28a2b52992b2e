"""What is kept of a question what if: for whoever asked it, until they ask another."""

from django.db import models
from django.db.models import Q

from panel.agencies.models import Person
from panel.leases import Leased
from panel.pooledbudget.models import FundYear


class WhatIf(Leased):
    """A question what a fund's year and the two after it would come to, answered by a worker.

    Attributes:
        asked: what is assumed, as `forecasting.asking.WhatIfPart` writes it.
        answer: both forecasts side by side, as `forecasting.beside.told` writes them.
    """

    fund_year = models.ForeignKey(FundYear, on_delete=models.PROTECT, related_name="+")
    asked = models.JSONField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.JSONField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("fund_year_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["fund_year", "asked_by"], name="what_if_is_one_a_person_and_year"
            ),
            models.CheckConstraint(
                condition=Q(answer__isnull=True, answered_at=None)
                | Q(answer__isnull=False, answered_at__isnull=False),
                name="what_if_answered_has_its_answer",
            ),
        )

    def __str__(self) -> str:
        return f"{self.fund_year}, what if"
