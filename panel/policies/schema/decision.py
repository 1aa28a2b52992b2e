"""How the panel decides, what a decision must say, and who decides when it can't meet."""

from collections.abc import Iterator
from typing import Literal

from panel.policies.schema.values import (
    AgencyCode,
    Contradiction,
    Days,
    Duration,
    GradeName,
    Outcome,
    Section,
    Sector,
    Words,
    field,
    repeated,
)


class Authorisation(Section):
    """Whose authority a placement needs after the panel."""

    sector: Sector = field(..., "The provider's sector.", "T064")
    grade: GradeName = field(..., "Who authorises it, at least.", "T064")


class Decision(Section):
    """How the panel decides, and what its decision must hold."""

    outcomes: tuple[Outcome, ...] = field(
        (
            "agreed",
            "agreed_with_conditions",
            "deferred",
            "declined",
            "referred_on",
            "ratified",
            "noted",
        ),
        "What the panel may decide.",
        "T049",
        min_length=1,
    )
    rule: Literal["all_paying_agencies", "agencies_majority", "members_majority", "chair"] = field(
        "all_paying_agencies",
        "Whose support an agreement needs: every agency asked to pay, most agencies, most members "
        "who gave a position, or the chair alone.",
        "T050",
    )
    casting_vote: bool = field(False, "The chair decides when members are split evenly.", "T050")
    status: Literal["decides", "recommends", "advises", "ratifies"] = field(
        "decides", "What the panel's outcome is worth.", "T051"
    )
    final_authority: GradeName | None = field(
        None, "Who decides when the panel doesn't; none is set.", "T051"
    )
    allow_in_principle: bool = field(True, "It may agree in principle.", "T052")
    in_principle_endorser: Literal["absent_agency_lead", "chair", "final_authority"] = field(
        "absent_agency_lead", "Who endorses what is agreed in principle.", "T052"
    )
    in_principle_expires: Duration = field(
        Duration(count=10), "When it lapses without that.", "T052"
    )
    deferral_reasons: tuple[Words, ...] = field(
        ("Circumstances have changed", "Information is missing"), "Why it may defer.", "T053"
    )
    deferral_max: int = field(1, "How often one request may be deferred.", "T053", ge=0, le=12)
    deferral_next_meeting: bool = field(True, "It comes back to the next meeting.", "T053")
    two_step: bool = field(True, "The search is approved first, then the place.", "T054")
    reasons_required: bool = field(True, "Reasons are recorded.", "T055")
    departure_reason: bool = field(True, "Leaving the advice given needs a reason.", "T055")
    separate_need_and_funding: bool = field(True, "Need is decided before money.", "T056")
    signatures: tuple[Literal["chair", "paying_agencies", "coordinator"], ...] = field(
        ("chair", "paying_agencies"), "Who signs the decision.", "T057"
    )
    approve_within_working_days: Days = field(
        5, "Time each paying agency's lead has to approve.", "T057", unit="working days"
    )
    minutes_approved: bool = field(True, "The next meeting approves the minutes.", "T057")
    minutes_within: Duration = field(Duration(count=5), "When draft minutes are out.", "T058")
    required_fields: tuple[
        Literal["weekly_cost", "shares", "starts_on", "ends_on", "review_on", "return_plan"], ...
    ] = field(
        ("weekly_cost", "shares", "starts_on", "ends_on", "review_on", "return_plan"),
        "What an agreement must state.",
        "T059",
    )
    action_owner: bool = field(True, "Each action has an owner.", "T061")
    action_due: bool = field(True, "Each action has a date.", "T061")
    equality_note: bool = field(True, "Equality is considered in writing.", "T062")
    lead_agency_required: bool = field(True, "A case always has a lead agency.", "T063")
    authorisations: tuple[Authorisation, ...] = field(
        (Authorisation(sector="independent", grade="assistant_director"),),
        "Whose authority follows the panel's.",
        "T064",
    )

    def contradictions(self) -> Iterator[Contradiction]:
        if twice := repeated(self.outcomes):
            yield Contradiction("outcomes", f"{twice[0]} is there more than once.")
        if self.status == "recommends" and self.final_authority is None:
            yield Contradiction("final_authority", "Say who decides on a recommendation.")
        if self.casting_vote and self.rule != "members_majority":
            yield Contradiction("casting_vote", "Only a vote of members can be split.")
        if "in_principle" in self.outcomes and not self.allow_in_principle:
            yield Contradiction("outcomes", "Agreeing in principle is listed but not allowed.")


class EmergencyApprover(Section):
    """Who approves for an agency out of hours."""

    agency: AgencyCode = field(..., "The agency's code.", "T065")
    post: Words = field(..., "The post that approves.", "T065")


class Emergency(Section):
    """What may be decided without a meeting."""

    approvers: tuple[EmergencyApprover, ...] = field((), "Who approves, by agency.", "T065")
    each_payer: bool = field(True, "Every paying agency approves.", "T065")
    ratify_by: Literal["next_meeting", "days"] = field(
        "next_meeting", "When the panel ratifies it.", "T066"
    )
    ratify_within: Duration | None = field(None, "How soon, when in days.", "T066")
    ratify_if_ended: bool = field(True, "Also when the placement has ended.", "T066")
    out_of_panel: bool = field(True, "The chair may act between meetings.", "T067")
    out_of_panel_approvers: tuple[Literal["chair", "each_payer", "coordinator"], ...] = field(
        ("chair", "each_payer"), "Who must agree to that.", "T067"
    )
    report_back: bool = field(True, "The next meeting is told.", "T067")
    contract_fields: tuple[
        Literal["child", "parties", "address", "rate", "legal_status", "starts_on"], ...
    ] = field(
        ("child", "parties", "address", "rate", "legal_status"),
        "What even an emergency contract states.",
        "T068",
    )

    def contradictions(self) -> Iterator[Contradiction]:
        if (self.ratify_by == "days") != (self.ratify_within is not None):
            yield Contradiction("ratify_within", "Give a time if, and only if, it goes by days.")
        if twice := repeated(tuple(approver.agency for approver in self.approvers)):
            yield Contradiction("approvers", f"{twice[0]} has more than one approver.")
        if not self.each_payer and not self.approvers:
            yield Contradiction("approvers", "Say who approves where not every payer does.")
        if not self.each_payer and "each_payer" in self.out_of_panel_approvers:
            yield Contradiction(
                "out_of_panel_approvers", "Either each payer agrees, or one approver for all."
            )
