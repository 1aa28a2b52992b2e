"""The agencies, and the panels on which they sit."""

from django.db import models


class AgencyKind(models.TextChoices):
    """The three duties that a joint panel brings together."""

    EDUCATION = "education", "Education"
    HEALTH = "health", "Health"
    SOCIAL_CARE = "social_care", "Social care"


class Agency(models.Model):
    """A public body's part in joint funding: education, health or social care of one area."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=AgencyKind.choices)
    legal_entity = models.CharField(max_length=120)  # one council may be two agencies

    class Meta:
        ordering = ("code",)
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


class Panel(models.Model):
    """The body at which agencies agree joint funding for placements."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    prefix = models.CharField(max_length=8, default="JRAP")  # of its references
    agencies = models.ManyToManyField(Agency, related_name="panels")

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class ReferenceCounter(models.Model):
    """The last number given out under a prefix in a year; see `panel.references`."""

    prefix = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["prefix", "year"], name="reference_counter_is_one_per_prefix_and_year"
            ),
        )

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}: {self.last}"
