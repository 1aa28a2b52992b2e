"""Above which sums who must agree, and who pays what."""

from collections.abc import Iterator
from typing import Literal

from panel.policies.schema.values import (
    Age,
    AgencyCode,
    AgencyShare,
    Amount,
    Contradiction,
    Duration,
    GradeName,
    Months,
    Section,
    Sector,
    Share,
    Words,
    field,
    repeated,
    unwhole,
)


class Threshold(Section):
    """A sum above which somebody more senior has a part."""

    amount_pence: Amount = field(..., "Costs above this.", "T069", unit="pence")
    period: Literal["week", "year", "lifetime"] = field(..., "In each, or in all.", "T069")
    role: Words = field(..., "Who has a part then.", "T069")
    action: Literal["approve", "recommend", "notify"] = field(..., "Their part.", "T069")
    grade: GradeName | None = field(
        None,
        "The grade of whoever approves; else a chief officer does.",
        "T069",
    )

    @property
    def is_for_people(self) -> bool:
        """Whom it names in words to be told, or to recommend, only people can ask."""
        return self.action != "approve"


class SectorGrade(Section):
    """Who agrees placements in one sector."""

    sector: Sector = field(..., "The provider's sector.", "T070")
    grade: GradeName = field(..., "Who agrees, at least.", "T070")


class DistanceGrade(Section):
    """Who agrees placements at one distance."""

    distance: Literal["in_area", "adjoining", "not_adjoining"] = field(
        ..., "Where the placement is, seen from the home authority.", "T070"
    )
    grade: GradeName = field(..., "Who agrees, at least.", "T070")


class Authority(Section):
    """Whose authority which sums and places need."""

    thresholds: tuple[Threshold, ...] = field((), "Sums that need somebody more senior.", "T069")
    by_sector: tuple[SectorGrade, ...] = field((), "Who agrees, by sector.", "T070")
    by_distance: tuple[DistanceGrade, ...] = field((), "Who agrees, by distance.", "T070")
    no_downward: bool = field(True, "Authority isn't passed to a lower grade.", "T071")
    exceptional_costs: tuple[Literal["retainer", "void", "transport", "two_to_one"], ...] = field(
        ("retainer", "transport", "two_to_one"), "Costs that only the panel agrees.", "T072"
    )

    def contradictions(self) -> Iterator[Contradiction]:
        for period in ("week", "year", "lifetime"):
            ladder = [tier.amount_pence for tier in self.thresholds if tier.period == period]
            if ladder != sorted(set(ladder)):
                yield Contradiction("thresholds", f"The sums by {period} must rise, one by one.")


class Payer(Section):
    """A budget that pays."""

    agency: AgencyCode = field(..., "The agency's code.", "T075")
    legal_entity: Words = field(..., "The body in law.", "T075")
    budget_code: str = field("", "Its budget's code.", "T075", max_length=40)
    from_age: Age = field(0, "Pays from this age.", "T075", unit="years")


class Funding(Section):
    """How a cost is split, who pays it, and when it is reserved."""

    reserve_when: Literal["listed", "considered"] = field(
        "considered", "The stage at which the year's cost is reserved."
    )
    method: Literal["itemised", "percentage", "trigger_percentage", "envelope", "equal"] = field(
        "itemised", "How shares are found.", "T073"
    )
    default_shares: tuple[AgencyShare, ...] = field((), "Shares if none are agreed.", "T073")
    trigger_basis_points: Share | None = field(
        None, "Share from which a cost is joint; none is set.", "T073", unit="basis points"
    )
    envelope_pence: Amount | None = field(
        None, "The year's envelope; none is set.", "T073", unit="pence"
    )
    protocol: str = field("", "The joint funding protocol's version.", "T073")
    health_basis: Literal["continuing_care", "hours", "domain_scores", "case_by_case"] = field(
        "continuing_care", "What health's share rests on.", "T074"
    )
    health_hours: bool = field(True, "Hours of health care a week are stated.", "T074")
    payers: tuple[Payer, ...] = field((), "Every budget that may pay.", "T075")
    contribution_kinds: tuple[Literal["recurring", "one_off"], ...] = field(
        ("recurring", "one_off"), "Contributions an agency may make.", "T076", min_length=1
    )
    notice_months: Months = field(3, "Notice before a contribution is cut.", "T080", unit="months")
    withdrawal_needs_review: bool = field(True, "A review comes before that.", "T080")

    def contradictions(self) -> Iterator[Contradiction]:
        yield from unwhole("default_shares", self.default_shares)
        if self.method == "percentage" and not self.default_shares:
            yield Contradiction("default_shares", "A split by percentage needs its shares.")
        if (self.method == "trigger_percentage") != (self.trigger_basis_points is not None):
            yield Contradiction("trigger_basis_points", "A trigger goes with its own method.")
        if (self.method == "envelope") != (self.envelope_pence is not None):
            yield Contradiction("envelope_pence", "An envelope goes with its own method.")


class DisputeLevel(Section):
    """One step of settling a dispute."""

    role: Words = field(..., "Who settles it.", "T079")
    within: Duration = field(..., "How long they have.", "T079")


class Dispute(Section):
    """What happens when agencies don't agree who pays."""

    interim_funder: Literal["last_payer", "social_care", "education", "health", "shares"] = field(
        "last_payer", "Who pays meanwhile, without prejudice.", "T078"
    )
    interim_shares: tuple[AgencyShare, ...] = field((), "Shares paid meanwhile.", "T078")
    backdate: bool = field(True, "What is settled counts from the start.", "T078")
    levels: tuple[DisputeLevel, ...] = field(
        (
            DisputeLevel(role="heads of service", within=Duration(count=5)),
            DisputeLevel(role="directors", within=Duration(count=10)),
            DisputeLevel(role="chief officers", within=Duration(count=15)),
        ),
        "Who settles it, level by level.",
        "T079",
    )
    then_independent: bool = field(True, "Somebody independent settles what is left.", "T079")

    def contradictions(self) -> Iterator[Contradiction]:
        yield from unwhole("interim_shares", self.interim_shares)
        if (self.interim_funder == "shares") != bool(self.interim_shares):
            yield Contradiction("interim_shares", "Give shares if, and only if, shares pay.")
        if twice := repeated(tuple(level.role for level in self.levels)):
            yield Contradiction("levels", f"{twice[0]} is there more than once.")
