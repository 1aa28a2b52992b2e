"""How far beyond its money a pot may be promised, beside what the agreement said at opening."""

from django.db import models
from django.db.models import Q


class FloorAuthorisation(models.Model):
    """
    A pot's floor lowered by just so much for one request, because those who pay consented.

    `amount_pence` is below 0 where money came in, so that the pot is no longer over by that much
    and its floor rose again; above 0 once more where that was taken back.
    Only SQL writes it.
    """

    account = models.ForeignKey(
        "Account", on_delete=models.PROTECT, related_name="floor_authorisations"
    )
    amount_pence = models.BigIntegerField()
    about = models.CharField(max_length=80)  # the reference of the request that needs it
    key = models.CharField(max_length=120, unique=True)  # what makes a repeat harmless
    authorised_at = models.DateTimeField()
    authorised_by = models.CharField(max_length=254)  # username

    class Meta:
        ordering = ("account_id", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(amount_pence=0), name="floor_authorisation_moves_it"
            ),
            models.CheckConstraint(
                condition=~Q(authorised_by=""), name="floor_is_authorised_by_someone"
            ),
        )

    def __str__(self) -> str:
        return f"{self.account}, {self.amount_pence}p further"
