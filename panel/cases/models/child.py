"""The child or young person a request is for."""

from datetime import date

from django.db import models
from django.db.models import Q

from panel.agencies.models import Panel
from panel.cases.vocabulary import LegalStatus


class Child(models.Model):
    """A child or young person, 0 to 25. Told once; every request about them starts from here."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="children")
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    born_on = models.DateField()
    nhs_number = models.CharField(max_length=10, blank=True)
    upn = models.CharField(max_length=13, blank=True)
    communication = models.CharField(max_length=200, blank=True)
    education_setting = models.CharField(max_length=200, blank=True)
    legal_status = models.CharField(
        max_length=20, choices=LegalStatus.choices, default=LegalStatus.NONE
    )
    has_plan = models.BooleanField(default=False)  # an EHC plan is in force

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "children"
        constraints = (
            models.UniqueConstraint(
                fields=["panel", "nhs_number"],
                condition=~Q(nhs_number=""),
                name="child_is_recorded_once_by_nhs_number",
            ),
        )

    def __str__(self) -> str:
        return self.initials

    @property
    def initials(self) -> str:
        """Initials as shown on pages and in mail: `Q.Z.`."""
        return f"{self.given_name[:1]}.{self.family_name[:1]}.".upper()

    def age(self, on: date) -> int:
        """Return the age in whole years on a day."""
        not_yet = (on.month, on.day) < (self.born_on.month, self.born_on.day)
        return on.year - self.born_on.year - not_yet
