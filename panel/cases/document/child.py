"""Who a request is for, and the people around them: the sections of a child's record."""

from typing import Annotated

from pydantic import Field, field_validator, model_validator

from panel.cases.document.days import Tense
from panel.cases.document.parts import (
    Day,
    Line,
    Name,
    NhsNumber,
    Part,
    Phone,
    Postcode,
    Uln,
    Upn,
)
from panel.cases.vocabulary import LegalStatus
from panel.cases.vocabulary.telling import IN_FORCE, PlanStage, Relation, Sex


class IdentityPart(Part):
    """Who they are."""

    given_name: Annotated[str, Field(min_length=1, max_length=80)]
    family_name: Annotated[str, Field(min_length=1, max_length=80)]
    known_as: Annotated[str, Field(max_length=80)] = ""
    born_on: Annotated[Day, Tense.PAST, Tense.OF_A_CHILD]
    sex: Sex = Sex.UNKNOWN
    nhs_number: NhsNumber = ""
    upn: Upn = ""
    uln: Uln = ""


class CommunicationPart(Part):
    """How they make themselves understood, and what understanding them needs."""

    communication: Line = ""
    language: Annotated[str, Field(max_length=80)] = ""
    interpreter: Line = Field(default="", description="What interpreting is needed, if any is.")


class StandingPart(Part):
    """Where they learn, and what law holds for them."""

    education_setting: Line = ""
    year_group: Annotated[str, Field(max_length=20)] = ""
    legal_status: LegalStatus = LegalStatus.NONE
    plan_stage: PlanStage | None = Field(
        default=None, description="How far the EHC plan has come; else as `has_plan` says."
    )
    has_plan: bool = Field(default=False, description="An EHC plan is in force.")

    @model_validator(mode="after")
    def _agrees_on_the_plan(self) -> "StandingPart":
        if self.has_plan and self.plan_stage and self.plan_stage not in IN_FORCE:
            raise ValueError("A plan can't be in force before it is issued")
        return self

    @property
    def stage_of_plan(self) -> PlanStage:
        """How far the plan has come, whichever way it was told."""
        if self.plan_stage or "has_plan" not in self.model_fields_set:
            return self.plan_stage or PlanStage.UNKNOWN
        return PlanStage.ISSUED if self.has_plan else PlanStage.NONE


class ContactPart(Part):
    """A parent or carer."""

    name: Annotated[Name, Field(min_length=1)]
    relation: Relation
    is_responsible: bool = Field(default=False, description="Holds parental responsibility.")
    address: Line = ""
    city: Annotated[str, Field(max_length=80)] = ""
    postcode: Postcode = ""
    phone: Phone = ""


class PractitionerPart(Part):
    """Somebody who works with the child, and for which agency."""

    name: Name = ""
    role: Annotated[str, Field(min_length=1, max_length=120)]
    agency: Annotated[str, Field(min_length=1, max_length=120)]
    phone: Phone = ""
    is_lead: bool = Field(default=False, description="The key worker, or lead practitioner.")


Contacts = Annotated[tuple[ContactPart, ...], Field(max_length=10)]
Practitioners = Annotated[tuple[PractitionerPart, ...], Field(max_length=20)]


class ContactsPart(Part):
    """Parents and carers."""

    contacts: Contacts = ()


class PractitionersPart(Part):
    """Everybody who works with the child; one of them at most leads."""

    practitioners: Practitioners = ()

    @field_validator("practitioners")
    @classmethod
    def _is_led_by_one(
        cls, practitioners: tuple[PractitionerPart, ...]
    ) -> tuple[PractitionerPart, ...]:
        if sum(practitioner.is_lead for practitioner in practitioners) > 1:
            raise ValueError("Name one lead practitioner, not more")
        return practitioners


class ChildPart(IdentityPart, CommunicationPart, StandingPart, ContactsPart, PractitionersPart):
    """Who it is for."""
