"""The clocks and dated steps of a placement: begun when it starts, void when it has ended."""

from dataclasses import replace
from datetime import date, datetime

from panel.agencies.models import Person, Role
from panel.cases.models import Placement, PlacementTask
from panel.cases.placements import first_reviews, stays
from panel.cases.placements import queries as placement_queries
from panel.cases.placements.stay import DatedStep, Stay, Under
from panel.cases.placements.steps import steps
from panel.deadlines import operations as deadlines
from panel.deadlines import rules
from panel.deadlines.counting import Length, Unit
from panel.deadlines.models import Clock
from panel.policies.models import PolicyVersion
from panel.policies.schema import Policy


def start(placement: Placement, *, is_signed: bool, by: Person, at: datetime) -> None:
    """Start the clocks of signing and the first review, and write the steps down."""
    policy, started_on = rules_of(placement), placement.started_on
    assert started_on is not None, "It has just started."
    if not is_signed:
        rule = rules.agreement_signature(
            policy.agreement.emergency_grace_working_days,
            policy=str(version_of(placement)),
            effective_from=version_of(placement).effective_from,
        )
        begin(placement, rule, started_on=started_on, owner=Role.COORDINATOR, by=by, at=at)
    _begin_reviews(placement, started_on, by=by, at=at)
    for step in steps(stay_of(placement), under(placement)):
        write(placement, step, by=by, at=at)


def _begin_reviews(placement: Placement, started_on: date, *, by: Person, at: datetime) -> Clock:
    """Start the clock of the first review; a change waits no longer than what it changes would."""
    policy = rules_of(placement)
    first = review_rule(placement, Length(policy.review.first_after_months, Unit.MONTHS), number=1)
    is_from_decision = policy.review.first_from == "decision"
    counted_from = (is_from_decision and placement.decided_on) or started_on
    own, changed = rules.compute(first, counted_from, ()).due_on, placement.follows
    if changed and (owed := first_reviews.carried_over(changed, before=own)):
        first = review_rule(changed, Length.read(owed.length), number=1)
        first = replace(first, source=f"{first.source}, as it was due of {changed}")
        counted_from = owed.started_on
    owner = reviewer_role(placement)
    return begin(
        placement,
        first,
        key=first_reviews.FIRST,
        started_on=counted_from,
        owner=owner,
        by=by,
        at=at,
    )


def write(placement: Placement, step: DatedStep, *, by: Person, at: datetime) -> PlacementTask:
    """Write a step down and start its clock, where one runs with it: that counts its days."""
    due_on = step.due_on
    if step.rule is not None:
        due_on = begin(
            placement,
            step.rule,
            key=step.key,
            started_on=step.counted_from,
            owner=step.owner,
            by=by,
            at=at,
        ).due_on
    return PlacementTask.objects.create(
        placement=placement,
        kind=step.kind,
        key=step.key,
        title=step.title,
        source=step.source,
        owner_role=step.owner,
        opens_on=step.opens_on,
        due_on=due_on,
        rule_id=step.rule.id if step.rule else "",
    )


def begin(
    placement: Placement,
    rule: rules.Rule,
    *,
    started_on: date,
    owner: Role,
    by: Person,
    at: datetime,
    key: str = "",
) -> Clock:
    """Start a clock of a placement, with the ladder that its panel's rules have for placements."""
    return deadlines.start_clock(
        subject=placement.placement_request.reference,
        rule=rule,
        key=key,
        started_on=started_on,
        owner=_owner(placement, owner),
        ladder=rules_of(placement).reminders.placement,
        by=by,
        at=at,
    )


def void(placement: Placement, *, by: Person, at: datetime) -> None:
    """Stop what still runs: nothing of it is owed for a placement that has ended."""
    reference = placement.placement_request.reference
    deadlines.void_clocks(subject=reference, rule_ids=placement_queries.CLOCKS, by=by, at=at)


def version_of(placement: Placement) -> PolicyVersion:
    """Return the rules a placement lives under: those its request was submitted under."""
    return placement.placement_request.submitted_under


def rules_of(placement: Placement) -> Policy:
    """Return those rules as typed values."""
    return version_of(placement).policy


def under(placement: Placement) -> Under:
    """Return those rules as steps and clocks print them."""
    version = version_of(placement)
    return Under(version.policy, str(version), version.effective_from)


def stay_of(placement: Placement) -> Stay:
    """Return what the steps depend on, of a placement whose agreement is drawn up."""
    stay = stays.stay_of(placement)
    assert stay is not None, "Nothing is owed of it before its agreement is drawn up."
    return stay


def review_rule(
    placement: Placement, length: Length, *, number: int, is_early: bool = False
) -> rules.Rule:
    """Return the rule for a review of this placement, under its panel's rules."""
    version = version_of(placement)
    return rules.placement_review(
        length,
        number=number,
        is_early=is_early,
        policy=str(version),
        effective_from=version.effective_from,
    )


def reviewer_role(placement: Placement) -> Role:
    """Return whose the reviews are: the panel's, or the agency's that asked for the placement."""
    is_panels = rules_of(placement).review.body == "panel"
    return Role.COORDINATOR if is_panels else Role.REFERRER


def _owner(placement: Placement, role: Role) -> deadlines.Owner:
    """Return the holders of a role; referrers are those of the agency that asked for it."""
    placement_request = placement.placement_request
    agency_id = placement_request.referring_agency_id if role == Role.REFERRER else None
    return deadlines.Owner(placement_request.panel_id, role, agency_id)
