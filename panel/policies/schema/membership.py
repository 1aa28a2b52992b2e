"""Who sits on the panel, and how many of them make a decision count."""

from collections.abc import Iterator
from typing import Literal

from panel.policies.schema.values import (
    Age,
    AgencyCode,
    Contradiction,
    GradeName,
    Part,
    Section,
    Words,
    field,
    repeated,
)


class Seat(Section):
    """One place at the table."""

    title: Words = field(..., "The post that holds it.", "T036")
    agency: AgencyCode | None = field(None, "Its agency's code; none for a seat of all.", "T036")
    role: Literal["chair", "member", "adviser", "clerk"] = field("member", "Its part.", "T036")
    voting: bool = field(True, "Whether it has a vote.", "T043")
    grade: GradeName | None = field(None, "The holder's grade, at least; none is set.", "T036")
    from_age: Age = field(0, "Sits for children from this age.", "T037", unit="years")
    until_age: Age = field(99, "Sits for children up to this age.", "T037", unit="years")

    def contradictions(self) -> Iterator[Contradiction]:
        if self.from_age > self.until_age:
            yield Contradiction("from_age", "The seat begins at a greater age than it ends.")
        if self.voting and self.role in {"adviser", "clerk"}:
            yield Contradiction("voting", "An adviser or a clerk has no vote.")
        if self.role == "member" and self.agency is None:
            yield Contradiction("agency", "A member sits for an agency; name it.")


class Membership(Section):
    """The seats, and who may take them."""

    seats: tuple[Seat, ...] = field((), "Every place at the table.", "T036", "T037", "T043")
    chair_grade: GradeName = field("assistant_director", "The chair's grade, at least.", "T038")
    chair_agencies: tuple[AgencyCode, ...] = field(
        (), "Agencies the chair may come from; any, if none is named.", "T038"
    )
    chair_independent: bool = field(False, "The chair belongs to no agency.", "T038")
    chair_rotation: Literal["none", "yearly"] = field("yearly", "Whether it goes round.", "T038")
    vice_count: int = field(1, "Vice chairs.", "T039", ge=0, le=4, unit="people")
    vice_from_other_agency: bool = field(True, "A vice isn't of the chair's agency.", "T039")
    substitutes: Literal["none", "named", "any"] = field(
        "named", "Whether a member may send somebody else.", "T040"
    )
    substitute_grade: Literal["same_or_higher", "one_below", "any"] = field(
        "same_or_higher", "The substitute's grade beside the member's.", "T040"
    )
    limit_needed: bool = field(
        True, "A member with no recorded limit has no vote on money.", "T041"
    )
    induction_required: bool = field(True, "Members are inducted before they decide.", "T046")
    refresher: bool = field(True, "Refresher training is on the agenda yearly.", "T046")

    def contradictions(self) -> Iterator[Contradiction]:
        if repeated(tuple(seat.role for seat in self.seats if seat.role == "chair")):
            yield Contradiction("seats", "There is more than one seat for the chair.")
        if self.chair_independent and self.chair_agencies:
            yield Contradiction("chair_agencies", "An independent chair comes from no agency.")

    def voting(self) -> list[Seat]:
        """Return the seats that vote."""
        return [seat for seat in self.seats if seat.voting]


class Quorum(Section):
    """Who must be in the room for a decision to count."""

    members_min: int | None = field(
        None,
        "People with a vote, chair included; or else a fraction.",
        "T044",
        ge=1,
        unit="people",
    )
    fraction: Part | None = field(None, "Part of the people who have a seat and a vote.", "T044")
    agencies: tuple[AgencyCode, ...] = field(
        (), "Agencies that must each have a member present.", "T045"
    )
    per_agency_min: int = field(
        1, "Members of each of those agencies.", "T045", ge=1, le=10, unit="people"
    )
    chair_required: bool = field(True, "The chair must be present.", "T045")
    required_roles: tuple[Words, ...] = field(
        (), "Posts that must be present, besides agencies.", "T042"
    )

    def contradictions(self) -> Iterator[Contradiction]:
        if (self.members_min is None) == (self.fraction is None):
            yield Contradiction("members_min", "Give either a number of people or a fraction.")

    def people_needed(self, seated: int) -> int:
        """Return how many of the people seated must be present."""
        if self.fraction is not None:
            return self.fraction.of(seated)
        assert self.members_min is not None, "A quorum has a number or a fraction."
        return self.members_min


class Interests(Section):
    """What a member's interest in a request leads to."""

    levels: tuple[Literal["note", "stay_without_deciding", "leave"], ...] = field(
        ("note", "stay_without_deciding", "leave"), "How an interest may be dealt with.", "T048"
    )
    quorum_excludes: bool = field(True, "Who has one isn't counted for that request.", "T048")
    if_inquorate: Literal["next_meeting", "separate_panel"] = field(
        "next_meeting", "What happens when too few are left.", "T048"
    )
