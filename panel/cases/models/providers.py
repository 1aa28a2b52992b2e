"""The directory of those who provide placements."""

from django.db import models
from django.db.models import Q

from panel.cases.vocabulary.options import Inspectorate, PlacementGroup, Rating


class Provider(models.Model):
    """A school, college, home or service that children can be placed with, as registers know it.

    One directory serves every panel; who brought it up to date, and when, is in the audit log. An
    option keeps its own words of the day it was weighed, and only points here.
    """

    name = models.CharField(max_length=160)
    placement_group = models.CharField(max_length=30, choices=PlacementGroup.choices)
    urn = models.CharField(max_length=6, unique=True, null=True, blank=True)  # schools register
    ukprn = models.CharField(max_length=8, blank=True)  # learning providers register
    ods_code = models.CharField(max_length=10, unique=True, null=True, blank=True)  # NHS
    social_care_urn = models.CharField(max_length=10, unique=True, null=True, blank=True)  # SC…
    authority_code = models.CharField(max_length=3, blank=True)
    authority = models.CharField(max_length=80, blank=True)
    establishment_number = models.CharField(max_length=4, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    inspectorate = models.CharField(
        max_length=10, choices=Inspectorate.choices, default=Inspectorate.OFSTED
    )
    rating = models.CharField(max_length=30, choices=Rating.choices, blank=True)
    rated_on = models.DateField(null=True, blank=True)
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(urn__isnull=False)
                | Q(ods_code__isnull=False)
                | Q(social_care_urn__isnull=False),
                name="provider_has_a_number_in_a_register",
            ),
            models.CheckConstraint(
                condition=(Q(urn=None) | Q(urn__regex=r"^[1-9][0-9]{5}$"))
                & (Q(ukprn="") | Q(ukprn__regex=r"^1[0-9]{7}$"))
                & (Q(ods_code=None) | Q(ods_code__regex=r"^[0-9A-Z]{3,10}$"))
                & (Q(social_care_urn=None) | Q(social_care_urn__regex=r"^SC[0-9]{4,8}$")),
                name="provider_numbers_have_their_form",
            ),
            models.CheckConstraint(
                condition=Q(rated_on=None) | ~Q(rating=""),
                name="provider_rated_on_never_without_rating",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def number(self) -> str:
        """The number by which an option names it: URN, else SC-URN, else ODS code."""
        return self.urn or self.social_care_urn or self.ods_code or ""
