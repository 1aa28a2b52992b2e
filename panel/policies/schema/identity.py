"""Whose rules these are, and which children and requests they are for."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from panel.policies.schema.values import (
    Age,
    AgencyCode,
    Contradiction,
    Months,
    Section,
    Share,
    Words,
    field,
    repeated,
)


class Signatory(Section):
    """Somebody who signed up to the rules."""

    name: Words = field(..., "Who signed.", "T001")
    body: Words = field(..., "For which body.", "T001")
    signed_on: date = field(..., "When.", "T001")


class Identity(Section):
    """Whose rules these are."""

    title: str = field(..., "Name printed on decision records.", "T001", min_length=1)
    owner_bodies: tuple[str, ...] = field(..., "Bodies that signed up.", "T001", min_length=1)
    signatories: tuple[Signatory, ...] = field((), "Who signed for them.", "T001")
    edition: str = field("", "The panel's own name for this version and its forms.", "T002")
    review_months: Months = field(
        12, "Months until the rules are reviewed.", "T003", unit="months"
    )
    publish_summary: bool = field(True, "A summary of these rules is public.", "T004")
    jurisdiction: Literal[
        "england", "wales", "scotland", "northern_ireland", "crown_dependency"
    ] = field("england", "The nation whose law applies.", "T005")

    @property
    def has_english_law(self) -> bool:
        """Whether the time limits of English law run for its children."""
        return self.jurisdiction == "england"


class Route(Section):
    """Where a kind of request goes."""

    when: Literal["joint_request", "single_agency", "transition", "change_of_placement"] = field(
        ..., "The kind of request.", "T006"
    )
    to: Words = field(..., "The panel that deals with it.", "T006")


class Routing(Section):
    """Which requests come here, which don't, and what brings a case back."""

    routes: tuple[Route, ...] = field((), "Where each kind of request goes.", "T006")
    exclusions: tuple[
        Literal["remand", "connected_person", "court_ordered", "single_agency", "adult"], ...
    ] = field(("remand", "connected_person"), "What doesn't come to this panel.", "T017")
    return_triggers: tuple[
        Literal["fee_change", "support_change", "breakdown", "moves", "extension"], ...
    ] = field(
        ("fee_change", "support_change", "breakdown", "moves", "extension"),
        "What brings a placement back to the panel.",
        "T018",
    )
    moves_threshold: int = field(
        2, "Moves within 12 months that bring a case back.", "T018", ge=1, le=12, unit="moves"
    )
    fee_change_basis_points: Share = field(
        500, "Rise of the fee that brings a case back.", "T018", unit="basis points"
    )

    def contradictions(self) -> Iterator[Contradiction]:
        for when in repeated(tuple(route.when for route in self.routes)):
            yield Contradiction("routes", f"{when} has more than one route.")


class AgencyAge(Section):
    """The oldest age for which one agency pays here."""

    agency: AgencyCode = field(..., "The agency's code.", "T007")
    age_max: Age = field(..., "The oldest age, in whole years.", "T007", unit="years")


class Eligibility(Section):
    """Which children the panel is for."""

    age_min: Age = field(
        0, "The youngest age on the day a placement starts.", "T007", unit="years"
    )
    age_max: Age = field(25, "The oldest age on the day a placement starts.", "T007", unit="years")
    agency_ages: tuple[AgencyAge, ...] = field(
        (), "Agencies that stop paying at a younger age.", "T007"
    )
    criteria: tuple[Words, ...] = field((), "Reasons for which a child's needs are joint.", "T008")
    criteria_min: int = field(
        0, "How many of the reasons a request must meet.", "T008", ge=0, le=20, unit="reasons"
    )

    def contradictions(self) -> Iterator[Contradiction]:
        if self.age_min > self.age_max:
            yield Contradiction("age_min", "The youngest age is above the oldest.")
        for limit in self.agency_ages:
            if not self.age_min <= limit.age_max <= self.age_max:
                yield Contradiction("agency_ages", f"{limit.agency}'s age isn't the panel's.")
        if self.criteria_min > len(self.criteria):
            yield Contradiction("criteria_min", "More reasons are asked for than are listed.")
