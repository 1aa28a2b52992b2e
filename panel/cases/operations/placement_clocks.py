"""The clocks and dated steps of a placement: begun when it starts, void when it has ended."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from panel.agencies.models import Person, Role
from panel.cases import placement_queries
from panel.cases.models import Placement, PlacementTask
from panel.cases.placement_steps import DatedStep, steps
from panel.deadlines import operations as deadlines
from panel.deadlines import rules
from panel.deadlines.counting import Length, Unit
from panel.policies.models import PolicyVersion
from panel.policies.schema import Policy


def start(placement: Placement, *, is_signed: bool, by: Person, at: datetime) -> None:
    """Start the clocks of signing and the first review, and write the steps down."""
    version, started_on = version_of(placement), placement.started_on
    assert started_on is not None, "It has just started."
    begin: Callable[..., object] = partial(
        deadlines.start_clock,
        subject=placement.placement_request.reference,
        ladder=version.policy.reminders.placement,
        by=by,
        at=at,
    )
    if not is_signed:
        days = version.policy.agreement.emergency_grace_working_days
        rule = rules.agreement_signature(
            days, policy=str(version), effective_from=version.effective_from
        )
        begin(rule=rule, started_on=started_on, owner=_coordinator_of(placement))
    months = Length(version.policy.review.first_after_months, Unit.MONTHS)
    begin(
        rule=review_rule(placement, months, number=1),
        key="1",
        started_on=started_on,
        owner=referrer_of(placement),
    )
    for step in _steps(placement, version):
        _write(placement, step)
        if step.rule is not None:
            is_theirs = step.owner == Role.REFERRER
            owner = referrer_of(placement) if is_theirs else _coordinator_of(placement)
            begin(rule=step.rule, started_on=step.counted_from, owner=owner)


def void(placement: Placement, *, by: Person, at: datetime) -> None:
    """Stop what still runs: nothing of it is owed for a placement that has ended."""
    reference = placement.placement_request.reference
    deadlines.void_clocks(subject=reference, rule_ids=placement_queries.CLOCKS, by=by, at=at)


def version_of(placement: Placement) -> PolicyVersion:
    """Return the rules a placement lives under: those its request was submitted under."""
    version = placement.placement_request.policy
    assert version is not None, "A request that was approved was submitted under a policy."
    return version


def rules_of(placement: Placement) -> Policy:
    """Return those rules as typed values."""
    return version_of(placement).policy


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


def referrer_of(placement: Placement) -> deadlines.Owner:
    """Return whose the reviews are: the referrers of the agency that asked for the placement."""
    placement_request = placement.placement_request
    return deadlines.Owner(
        placement_request.panel_id, Role.REFERRER, placement_request.referring_agency_id
    )


def _steps(placement: Placement, version: PolicyVersion) -> list[DatedStep]:
    stay = placement_queries.stay_of(placement)
    assert stay is not None, "It can't start without an agreement."
    return steps(stay, version.policy, version=str(version), effective_from=version.effective_from)


def _coordinator_of(placement: Placement) -> deadlines.Owner:
    return deadlines.Owner(placement.placement_request.panel_id, Role.COORDINATOR)


def _write(placement: Placement, step: DatedStep) -> None:
    PlacementTask.objects.create(
        placement=placement,
        kind=step.kind,
        key=step.key,
        title=step.title,
        source=step.source,
        owner_role=step.owner,
        opens_on=step.opens_on,
        due_on=step.due_on,
        rule_id=step.rule.id if step.rule else "",
    )
