"""Who takes part: panels, agencies, people, and the roles people are appointed to."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q


class AgencyKind(models.TextChoices):
    """The three duties that a joint panel brings together."""

    EDUCATION = "education", "Education"
    HEALTH = "health", "Health"
    SOCIAL_CARE = "social_care", "Social care"


class Role(models.TextChoices):
    """What a person is appointed to do for a panel."""

    REFERRER = "referrer", "Referrer"
    COORDINATOR = "coordinator", "Coordinator"
    ADVISER = "adviser", "Adviser"
    MEMBER = "member", "Panel member"
    CHAIR = "chair", "Chair"
    AGENCY_LEAD = "agency_lead", "Agency lead"
    FUND_MANAGER = "fund_manager", "Fund manager"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


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


class PersonManager(BaseUserManager["Person"]):
    """Makes people with a hashed password."""

    def create_user(self, username: str, *, name: str, password: str | None = None) -> "Person":
        """Add a person who signs in with `username`; None leaves them unable to sign in."""
        person = self.model(username=self.normalize_email(username), name=name)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in."""

    username = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        ordering = ("name", "pk")
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """A person's role on a panel, for an agency where the role belongs to one, for a time."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="appointments")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="appointments", null=True, blank=True
    )
    role = models.CharField(max_length=20, choices=Role.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # the first day it no longer holds
    weekly_limit_pence = models.BigIntegerField(null=True, blank=True)  # an agency lead's own

    class Meta:
        ordering = ("panel", "role", "person")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="appointment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=["referrer", "adviser", "member", "agency_lead"])
                | Q(agency__isnull=False),
                name="appointment_for_an_agency_names_it",
            ),
            models.UniqueConstraint(
                fields=["person", "panel", "agency", "role", "starts_on"],
                name="appointment_is_made_once",
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"

    def holds_on(self, day: date) -> bool:
        """Say whether the appointment holds on a day."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


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
