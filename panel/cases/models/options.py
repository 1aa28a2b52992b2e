"""The placements weighed, and how each meets the child's needs."""

from django.db import models
from django.db.models import F, Q

from panel.cases.models.providers import Provider
from panel.cases.models.request import PlacementRequest
from panel.cases.vocabulary import NeedCode, Setting, Suitability
from panel.cases.vocabulary.options import HomeRegistration, PlacementGroup, Rating, Vacancy


class PlacementOption(models.Model):
    """One placement that was weighed: where, from when, how well it fits, what it costs."""

    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.CASCADE, related_name="options"
    )
    letter = models.CharField(max_length=1)
    provider = models.CharField(max_length=160)
    listed_as = models.ForeignKey(
        Provider, on_delete=models.PROTECT, related_name="options", null=True, blank=True
    )
    placement_group = models.CharField(
        max_length=30, choices=PlacementGroup.choices, blank=True, default="", db_default=""
    )
    setting = models.CharField(max_length=30, choices=Setting.choices)
    is_local = models.BooleanField(default=False)
    weeks_per_year = models.PositiveSmallIntegerField(default=52)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)  # the last day, included
    suitability = models.CharField(max_length=20, choices=Suitability.choices)
    suitability_reason = models.CharField(max_length=300, blank=True)
    inspection = models.CharField(max_length=80, blank=True)
    rating = models.CharField(
        max_length=30, choices=Rating.choices, blank=True, default="", db_default=""
    )
    rated_on = models.DateField(null=True, blank=True)
    home_registration = models.CharField(
        max_length=20, choices=HomeRegistration.choices, blank=True, default="", db_default=""
    )
    vacancy = models.CharField(
        max_length=20, choices=Vacancy.choices, blank=True, default="", db_default=""
    )
    vacancy_asked_on = models.DateField(null=True, blank=True)
    vacancy_answer = models.CharField(max_length=300, blank=True, default="", db_default="")
    miles = models.PositiveSmallIntegerField(null=True, blank=True)
    travel_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    is_recommended = models.BooleanField(default=False)
    why_not = models.CharField(max_length=300, blank=True)
    # What isn't to be had nearer home, and so is looked for out of the area.
    missing_group = models.CharField(
        max_length=30, choices=PlacementGroup.choices, blank=True, default="", db_default=""
    )
    missing_need = models.CharField(
        max_length=4, choices=NeedCode.choices, blank=True, default="", db_default=""
    )
    missing_area = models.CharField(max_length=60, blank=True, default="", db_default="")

    class Meta:
        ordering = ("placement_request_id", "letter")
        constraints = (
            models.UniqueConstraint(
                fields=["placement_request", "letter"],
                name="option_letter_is_unique_on_its_request",
            ),
            models.UniqueConstraint(
                fields=["placement_request"],
                condition=Q(is_recommended=True),
                name="option_recommended_is_one_a_request",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="option_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(weeks_per_year__gte=1, weeks_per_year__lte=52),
                name="option_weeks_fit_a_year",
            ),
            models.CheckConstraint(
                condition=Q(rated_on=None) | ~Q(rating=""),
                name="option_rated_on_never_without_rating",
            ),
            models.CheckConstraint(
                condition=Q(vacancy="", vacancy_answer="") | Q(vacancy_asked_on__isnull=False),
                name="option_vacancy_has_the_day_it_was_asked",
            ),
            models.CheckConstraint(
                condition=Q(missing_group="", missing_need="", missing_area="")
                | Q(is_local=False)
                & ~Q(missing_group="")
                & ~Q(missing_need="")
                & ~Q(missing_area=""),
                name="option_missing_provision_is_whole_and_not_local",
            ),
        )

    def __str__(self) -> str:
        return f"{self.letter}. {self.provider}"


class NeedFit(models.Model):
    """How far one option meets one of the child's needs, and in what way."""

    option = models.ForeignKey(PlacementOption, on_delete=models.CASCADE, related_name="fits")
    need = models.CharField(max_length=4, choices=NeedCode.choices)
    fit = models.CharField(max_length=20, choices=Suitability.choices)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("option_id", "need")
        constraints = (
            models.UniqueConstraint(
                fields=["option", "need"], name="need_fit_is_judged_once_an_option"
            ),
        )

    def __str__(self) -> str:
        return f"{self.option}: {self.need}, {self.get_fit_display()}"
