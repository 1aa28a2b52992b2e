"""What is kept of recharges: what the fund paid in an agency's stead, asked back from it."""

from django.db import models
from django.db.models import F, Q

from panel.agencies.models import Agency, Person
from panel.pooledbudget.stages import RechargeChart, RechargeStage


class Recharge(RechargeChart):
    """A note by which an agency is asked for what was paid for one placement in its stead.

    On one day an agency is asked once for the same amount and reason. Once it is issued nothing of
    it changes but its stage.
    """

    fund_year = models.ForeignKey(
        "pooledbudget.FundYear", on_delete=models.PROTECT, related_name="recharges"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=80, db_index=True)  # the request's reference
    number = models.CharField(max_length=40, unique=True)
    amount_pence = models.BigIntegerField()
    reason = models.CharField(max_length=100)
    issued_on = models.DateField()
    due_on = models.DateField()
    entry = models.OneToOneField(
        "pooledbudget.JournalEntry", on_delete=models.PROTECT, related_name="recharge"
    )
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recovered_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # paid back, or withdrawn
    ended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["fund_year", "about", "agency", "issued_on", "amount_pence", "reason"],
                condition=~Q(stage=RechargeStage.WITHDRAWN),
                name="recharge_is_asked_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(amount_pence__gt=0), name="recharge_amount_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(issued_on__lte=F("due_on")), name="recharge_is_due_after_it_is_issued"
            ),
            models.CheckConstraint(
                condition=Q(stage=RechargeStage.ISSUED, ended_at=None, ended_by=None)
                | ~Q(stage=RechargeStage.ISSUED)
                & Q(ended_at__isnull=False, ended_by__isnull=False),
                name="recharge_ended_has_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(stage=RechargeStage.RECOVERED, recovered_on__isnull=False)
                | ~Q(stage=RechargeStage.RECOVERED) & Q(recovered_on=None),
                name="recharge_recovered_says_when",
            ),
        )
        indexes = (models.Index(fields=["stage", "due_on"], name="recharge_stage_due_on"),)

    def __str__(self) -> str:
        return f"Recharge {self.number}"
