"""Who is told, how a placement is commissioned, and when it is looked at again."""

from collections.abc import Iterator
from typing import Literal

from panel.policies.schema.values import (
    Age,
    Contradiction,
    Days,
    Duration,
    Months,
    Section,
    Weeks,
    Words,
    field,
)


class OutcomeNotice(Section):
    """One way in which the outcome is told."""

    channel: Literal["phone", "email", "letter", "decision_sheet"] = field(..., "How.", "T081")
    within: Duration = field(..., "How soon after the decision.", "T081")


class Letter(Section):
    """What a letter must say after some outcomes."""

    after: Literal["any", "agreed", "declined", "deferred"] = field(..., "Outcomes.", "T082")
    blocks: tuple[
        Literal["reasons", "rights", "mediation", "review_date", "contact", "next_steps"], ...
    ] = field(..., "What it says.", "T082", min_length=1)


class Notices(Section):
    """Who is told what, and when."""

    outcome: tuple[OutcomeNotice, ...] = field(
        (
            OutcomeNotice(channel="phone", within=Duration(count=2)),
            OutcomeNotice(channel="letter", within=Duration(count=5)),
        ),
        "How families and referrers hear of the outcome.",
        "T081",
    )
    letters: tuple[Letter, ...] = field(
        (Letter(after="any", blocks=("reasons", "rights", "review_date", "contact")),),
        "What letters say.",
        "T082",
    )
    host_authority_before: bool = field(
        True, "The authority where the child will live is told before.", "T084"
    )
    host_authority_emergency: Duration = field(
        Duration(count=5), "How soon it is told after an emergency.", "T084"
    )


class Appeal(Section):
    """How somebody asks for the panel's outcome to be looked at again."""

    window: Duration = field(
        Duration(count=28, unit="calendar_days"), "How long they have to ask.", "T083"
    )
    decide_within: Duration = field(Duration(count=20), "How soon it is answered.", "T083")
    heard_by: Literal["uninvolved_chair", "independent_panel"] = field(
        "uninvolved_chair", "Who hears it.", "T083"
    )


class Agreement(Section):
    """The agreement with the provider of a placement, and when it lapses."""

    sign_before_start: bool = field(True, "Everybody signs before the placement starts.", "T085")
    emergency_grace_working_days: Days = field(
        5,
        "Time to sign after a start in an emergency; 0 allows none.",
        "T085",
        unit="working days",
    )
    supersedes: bool = field(True, "A new agreement replaces the one before.", "T085")
    move_needs_approval: bool = field(True, "No child moves without approval.", "T086")
    represent_weeks_before_end: int = field(
        8, "How soon before its end it goes back to the panel.", "T087", ge=0, le=52, unit="weeks"
    )
    warning_weeks: tuple[Weeks, ...] = field(
        (12, 8), "How soon before its end people are warned.", "T087", unit="weeks"
    )
    approval_max_months: Months = field(
        12, "How long an approval holds, at most; 0 sets no limit.", "T087", unit="months"
    )
    auto_end: Literal["academic_year", "approval", "none"] = field(
        "academic_year", "When what was approved lapses, though agreed for longer.", "T087"
    )
    visit_required: bool = field(True, "Somebody visits before it starts.", "T088")
    visitors: tuple[Words, ...] = field(
        ("social worker", "one other professional"), "Who visits.", "T088"
    )

    def contradictions(self) -> Iterator[Contradiction]:
        if list(self.warning_weeks) != sorted(set(self.warning_weeks), reverse=True):
            yield Contradiction("warning_weeks", "The weeks must fall, one by one.")


class Review(Section):
    """When a placement is looked at again, and by whom."""

    first_after_months: int = field(
        3, "Months to the first review.", "T089", ge=1, le=12, unit="months"
    )
    first_from: Literal["start", "decision"] = field("start", "Counted from when.", "T089")
    then_every_months: int = field(
        12, "Months between later reviews.", "T090", ge=1, le=12, unit="months"
    )
    out_of_area_every_months: int = field(
        6, "Months between them for a child out of area.", "T090", ge=1, le=12, unit="months"
    )
    body: Literal["panel", "agency"] = field("panel", "Who reviews.", "T090")
    return_plan_required: bool = field(
        True, "A placement out of the area needs a plan to return.", "T060"
    )
    early_requesters: tuple[
        Literal["lead_professional", "reviewing_officer", "family", "provider"], ...
    ] = field(
        ("lead_professional", "reviewing_officer", "family", "provider"),
        "Who may ask for one early.",
        "T091",
    )
    outcome_measures: bool = field(True, "Progress on each outcome is measured.", "T092")
    sequence: Literal["warn", "block"] = field(
        "warn", "What a change without the statutory review first leads to.", "T093"
    )

    def months_between(self, *, is_local: bool) -> int:
        """Return how many months after a review the next one is due."""
        often = self.then_every_months
        return often if is_local else min(often, self.out_of_area_every_months)


class Transition(Section):
    """When moving to adult life is planned."""

    trigger_ages: tuple[Age, ...] = field(
        (14, 16, 17, 18), "Birthdays that set tasks.", "T094", unit="years"
    )

    def contradictions(self) -> Iterator[Contradiction]:
        if list(self.trigger_ages) != sorted(set(self.trigger_ages)):
            yield Contradiction("trigger_ages", "The ages must rise, one by one.")
