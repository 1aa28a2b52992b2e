"""The child or young person a request is for, and the people around them."""

from datetime import date

from django.db import models
from django.db.models import Q

from panel.agencies.models import Panel
from panel.cases.vocabulary import LegalStatus
from panel.cases.vocabulary.telling import IN_FORCE, PlanStage, Relation, Sex


class Child(models.Model):
    """A child or young person, 0 to 25. Told once; every request about them starts from here."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="children")
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    known_as = models.CharField(max_length=80, blank=True, default="", db_default="")
    born_on = models.DateField()
    sex = models.CharField(
        max_length=10, choices=Sex.choices, default=Sex.UNKNOWN, db_default=Sex.UNKNOWN
    )
    nhs_number = models.CharField(max_length=10, blank=True)
    upn = models.CharField(max_length=13, blank=True)  # unique pupil number
    uln = models.CharField(
        max_length=10, blank=True, default="", db_default=""
    )  # unique learner number
    communication = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=80, blank=True, default="", db_default="")
    interpreter = models.CharField(max_length=200, blank=True, default="", db_default="")
    education_setting = models.CharField(max_length=200, blank=True)
    year_group = models.CharField(max_length=20, blank=True, default="", db_default="")
    legal_status = models.CharField(
        max_length=20, choices=LegalStatus.choices, default=LegalStatus.NONE
    )
    plan_stage = models.CharField(
        max_length=20,
        choices=PlanStage.choices,
        default=PlanStage.UNKNOWN,
        db_default=PlanStage.UNKNOWN,
    )

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "children"
        indexes = (models.Index(fields=["panel", "born_on"], name="child_panel_born_on"),)
        constraints = tuple(
            models.UniqueConstraint(
                fields=["panel", number],
                condition=~Q(**{number: ""}),
                name=f"child_is_recorded_once_by_{number}",
            )
            for number in ("nhs_number", "upn", "uln")
        )

    def __str__(self) -> str:
        return self.initials

    @property
    def initials(self) -> str:
        """Initials as shown on pages and in mail: `Q.Z.`."""
        return f"{self.given_name[:1]}.{self.family_name[:1]}.".upper()

    @property
    def has_plan(self) -> bool:
        """Whether an EHC plan is in force."""
        return PlanStage(self.plan_stage) in IN_FORCE

    def age(self, on: date) -> int:
        """Return the age in whole years on a day."""
        not_yet = (on.month, on.day) < (self.born_on.month, self.born_on.day)
        return on.year - self.born_on.year - not_yet


class Contact(models.Model):
    """A parent or carer of a child, and whether they hold parental responsibility."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="contacts")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160)
    relation = models.CharField(max_length=20, choices=Relation.choices)
    is_responsible = models.BooleanField(default=False)  # holds parental responsibility
    address = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    phone = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ("child_id", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["child", "position"], name="contact_position_is_unique_on_its_child"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_relation_display()} of {self.child}"


class Practitioner(models.Model):
    """Somebody who works with a child for an agency; one of them at most leads."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="practitioners")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160, blank=True)
    role = models.CharField(max_length=120)
    agency = models.CharField(max_length=120)  # often none of the panel's own
    phone = models.CharField(max_length=30, blank=True)
    is_lead = models.BooleanField(default=False)  # the key worker, or lead practitioner

    class Meta:
        ordering = ("child_id", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["child", "position"], name="practitioner_position_is_unique_on_its_child"
            ),
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(is_lead=True),
                name="practitioner_who_leads_is_one_a_child",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role}, {self.agency}"
