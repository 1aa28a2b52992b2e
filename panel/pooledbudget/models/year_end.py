"""How a year of a fund ended: what became of its money, and that its books were opened again."""

from django.db import models
from django.db.models import Q

from panel.pooledbudget.models.ledger import FundYear


class YearSettlement(models.Model):
    """What was done with a year's money. `number` 1 is the first; each reopening asks for another.

    `carried`, `reserved` and `returned`: agency code → pence.
    """

    fund_year = models.ForeignKey(FundYear, on_delete=models.PROTECT, related_name="settlements")
    number = models.PositiveSmallIntegerField()
    left_pence = models.BigIntegerField()
    carried = models.JSONField(default=dict)
    reserved = models.JSONField(default=dict)
    returned = models.JSONField(default=dict)
    rules = models.JSONField()  # the words of the panel's rules that it follows
    settled_at = models.DateTimeField()
    settled_by = models.CharField(max_length=254)  # username

    class Meta:
        ordering = ("fund_year_id", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["fund_year", "number"], name="settlement_number_is_unique_in_its_year"
            ),
            models.CheckConstraint(
                condition=Q(left_pence__gte=0), name="settlement_leaves_nothing_missing"
            ),
        )

    def __str__(self) -> str:
        return f"Settlement {self.number} of {self.fund_year}"


class YearReopening(models.Model):
    """Why the books of a closed year were opened again, and on whose authority. SQL writes it."""

    fund_year = models.ForeignKey(FundYear, on_delete=models.PROTECT, related_name="reopenings")
    reason = models.TextField()
    reopened_at = models.DateTimeField()
    reopened_by = models.CharField(max_length=254)  # username

    class Meta:
        ordering = ("fund_year_id", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="year_is_reopened_for_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.fund_year}, opened again"
