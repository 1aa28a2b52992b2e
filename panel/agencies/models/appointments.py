"""What people are appointed to do: roles, the seats they take, and for whom they deputise."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from panel.agencies.limits import Limits
from panel.agencies.models.agencies import Agency, Panel
from panel.agencies.models.people import Person


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


class Grade(models.IntegerChoices):
    """How senior a post is, in the order of local government; the ICB's posts by their like."""

    OFFICER = 1, "Officer"
    TEAM_MANAGER = 2, "Team manager"
    SERVICE_MANAGER = 3, "Service manager"
    HEAD_OF_SERVICE = 4, "Head of service"
    ASSISTANT_DIRECTOR = 5, "Assistant director"
    DIRECTOR = 6, "Director"
    CHIEF_OFFICER = 7, "Chief officer"

    @classmethod
    def named(cls, name: str) -> "Grade":
        """Return the grade that a panel's rules call so: `assistant_director`."""
        return cls[name.upper()]


class Seat(models.Model):
    """A place at the panel's table, whoever holds it: for an agency, or the chair's for none."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="seats")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="seats", null=True, blank=True
    )
    title = models.CharField(max_length=120)
    grade = models.PositiveSmallIntegerField(choices=Grade.choices)
    is_voting = models.BooleanField(default=True)  # else advisory: speaks, gives no position
    applies_from_age = models.PositiveSmallIntegerField(null=True, blank=True)
    substitute_grade = models.PositiveSmallIntegerField(
        choices=Grade.choices, null=True, blank=True
    )  # the least that a substitute has; None asks for none

    class Meta:
        ordering = ("panel_id", "agency", "title")
        constraints = (
            models.UniqueConstraint(
                fields=["panel", "title"], name="seat_title_is_unique_on_its_panel"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="seat_has_a_title"),
            models.CheckConstraint(
                condition=Q(applies_from_age=None) | Q(applies_from_age__lte=25),
                name="seat_applies_from_an_age_of_children_and_young_people",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def decides(self, age: int) -> bool:
        """Say whether its holder has a part in deciding on a child of an age."""
        return self.is_voting and age >= (self.applies_from_age or 0)


class Appointment(models.Model):
    """A person's role on a panel, for an agency where the role belongs to one, for a time.

    Members hold it in a seat, as its holder or a substitute named in advance. A deputy is
    appointed as agency lead, in the place of another lead and for no longer than they are one.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="appointments")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="appointments", null=True, blank=True
    )
    role = models.CharField(max_length=20, choices=Role.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # the first day it no longer holds
    weekly_limit_pence = models.BigIntegerField(null=True, blank=True)  # an agency lead's own
    yearly_limit_pence = models.BigIntegerField(null=True, blank=True)
    lifetime_limit_pence = models.BigIntegerField(null=True, blank=True)
    grade = models.PositiveSmallIntegerField(choices=Grade.choices, null=True, blank=True)
    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, related_name="appointments", null=True, blank=True
    )
    is_substitute = models.BooleanField(default=False)
    deputises = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="deputies", null=True, blank=True
    )  # the lead's appointment, for which a deputy acts

    class Meta:
        ordering = ("panel_id", "role", "person")
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
            models.CheckConstraint(
                condition=Q(seat=None) | Q(role__in=["member", "chair"]),
                name="appointment_in_a_seat_is_a_member_s_or_the_chair_s",
            ),
            models.CheckConstraint(
                condition=Q(is_substitute=False) | Q(seat__isnull=False, grade__isnull=False),
                name="appointment_of_a_substitute_names_seat_and_grade",
            ),
            models.CheckConstraint(
                condition=Q(deputises=None) | Q(role="agency_lead", ends_on__isnull=False),
                name="appointment_of_a_deputy_is_a_lead_s_and_ends",
            ),
            models.CheckConstraint(
                condition=Q(deputises=None)
                | Q(weekly_limit_pence__isnull=False)
                | Q(yearly_limit_pence__isnull=False)
                | Q(lifetime_limit_pence__isnull=False),
                name="appointment_of_a_deputy_has_a_limit",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"

    def holds_on(self, day: date) -> bool:
        """Say whether the appointment holds on a day."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    @property
    def limits(self) -> Limits:
        """The most that may be approved under it."""
        return Limits(self.weekly_limit_pence, self.yearly_limit_pence, self.lifetime_limit_pence)
