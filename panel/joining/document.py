"""The file that opens a panel: the panel, its agencies, its rules, its first administrator."""

import json
import tomllib
from datetime import date
from typing import Annotated

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pydantic import AfterValidator, Field, model_validator

from panel.agencies.models import AgencyKind
from panel.parsing import Fault, Faulty, Part, formed, parse


def _address(typed: str) -> str:
    try:
        validate_email(typed)
    except ValidationError:
        raise ValueError("This must be an e-mail address, like name@example.org") from None
    return typed


Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=50)]
Name = Annotated[str, Field(min_length=1, max_length=120)]
Address = Annotated[str, Field(max_length=254), AfterValidator(_address)]


class PanelPart(Part):
    """What the panel is called, and how its references begin."""

    code: Code
    name: Name
    prefix: Annotated[
        str, Field(min_length=1), formed(r"[A-Z]{2,8}", "A prefix has two to eight capitals")
    ]


class RulesPart(Part):
    """The document of the panel's rules, and the first day on which they are in force."""

    file: Annotated[str, Field(min_length=1)]  # as seen from the folder of this file
    effective_from: date


class AgencyPart(Part):
    """One agency with a part in the panel."""

    code: Code
    name: Name
    kind: AgencyKind
    legal_entity: Name


class AdministratorPart(Part):
    """Who appoints everybody else."""

    name: Name
    email: Address


class SetUp(Part):
    """Everything that is needed before anybody can be appointed."""

    panel: PanelPart
    rules: RulesPart
    agencies: Annotated[tuple[AgencyPart, ...], Field(min_length=1, max_length=50)]
    administrator: AdministratorPart

    @model_validator(mode="after")
    def _names_each_agency_once(self) -> "SetUp":
        if len(self.codes) < len(self.agencies):
            raise ValueError("Each agency needs a code of its own")
        return self

    @property
    def codes(self) -> set[str]:
        """The codes of the agencies."""
        return {agency.code for agency in self.agencies}


def read(text: str) -> SetUp:
    """Return what a TOML text asks to be set up.

    Raises:
        Faulty: with every fault and where it is.
    """
    try:
        return parse(SetUp, json.dumps(tomllib.loads(text), default=str))
    except tomllib.TOMLDecodeError as broken:
        raise Faulty([Fault("", f"This isn't TOML: {broken}.")]) from broken
