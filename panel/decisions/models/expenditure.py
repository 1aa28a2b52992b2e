"""What is kept of a partner's written consent to spend on what its fund isn't there for."""

from django.db import models
from django.db.models import Q

from panel.agencies.models import Agency


class ExpenditureConsent(models.Model):
    """A partner's consent to one decision's lines that the panel's rules don't permit."""

    decision = models.ForeignKey(
        "decisions.Decision", on_delete=models.PROTECT, related_name="expenditure_consents"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=254)  # username

    class Meta:
        ordering = ("-decision_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["decision", "agency"], name="expenditure_is_consented_to_once"
            ),
            models.CheckConstraint(
                condition=~Q(given_by="") & ~Q(reason=""),
                name="expenditure_consent_says_who_and_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency}, {self.decision}"
