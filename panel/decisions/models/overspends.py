"""What is kept of going over the fund's money for one decision: by how much, and who consented."""

from django.db import models
from django.db.models import Q

from panel.agencies.models import Agency
from panel.pooledbudget.models import FundYear


class Overspend(models.Model):
    """
    An amount by which a decision is over a pot's money.

    It counts for nothing until every agency that pays has consented; then the last share can be
    approved, which lowers the pot's floor by no more than the least that any consented to, and
    commits the money at once.
    """

    decision = models.ForeignKey(
        "decisions.Decision", on_delete=models.PROTECT, related_name="overspends"
    )
    fund_year = models.ForeignKey(FundYear, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")  # of the pot
    amount_pence = models.BigIntegerField()  # when the first consented
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=254)  # username
    authorised_at = models.DateTimeField(null=True, blank=True)
    authorised_by = models.CharField(max_length=254, blank=True)  # who consented last

    class Meta:
        ordering = ("-decision_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["decision", "agency"],
                condition=Q(authorised_at=None),
                name="overspend_asked_for_is_one_a_pot",
            ),
            models.CheckConstraint(
                condition=Q(amount_pence__gt=0), name="overspend_amount_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(authorised_at=None, authorised_by="")
                | (Q(authorised_at__isnull=False) & ~Q(authorised_by="")),
                name="overspend_is_authorised_by_someone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.amount_pence}p over, {self.decision}"

    @property
    def consented_pence(self) -> int:
        """The least that anybody consented to: a consent covers less than its amount, not more."""
        return min([self.amount_pence, *(consent.to_pence for consent in self.consents.all())])


class OverspendConsent(models.Model):
    """One paying agency's consent to going over, and why it consents."""

    overspend = models.ForeignKey(Overspend, on_delete=models.PROTECT, related_name="consents")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # What was short then; None where it was given before this was kept.
    amount_pence = models.BigIntegerField(null=True)
    reason = models.TextField()
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=254)  # username

    class Meta:
        ordering = ("overspend_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["overspend", "agency"], name="overspend_is_consented_to_once"
            ),
            models.CheckConstraint(
                condition=~Q(given_by="") & ~Q(reason=""),
                name="overspend_consent_says_who_and_why",
            ),
            models.CheckConstraint(
                condition=Q(amount_pence=None) | Q(amount_pence__gt=0),
                name="overspend_consent_amount_is_positive",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency}, {self.overspend}"

    @property
    def to_pence(self) -> int:
        """By how much it lets the decision go over."""
        return self.overspend.amount_pence if self.amount_pence is None else self.amount_pence
