"""What a panel's rules want done before a placement starts, or soon after it if it can't wait.

Nothing here writes; `operations.placements.preparing` writes the steps down.
"""

from collections.abc import Iterator
from datetime import date

from panel.agencies.models import Role
from panel.cases.models import Placement, PlacementAgreement
from panel.cases.placement_stages import RUNNING
from panel.cases.placements.agreements import is_same_provider
from panel.cases.placements.stay import DatedStep, Stay, Under
from panel.cases.vocabulary.placements import TaskKind
from panel.deadlines import rules
from panel.deadlines.counting import Length, Unit
from panel.deadlines.durations import length_of
from panel.policies.schema import Policy
from panel.working_days import ONE_DAY

#: The rule of the clock that runs once a placement has started without the step.
RULES = {
    TaskKind.VISIT: rules.PLACEMENT_VISIT,
    TaskKind.HOST: rules.HOST_AUTHORITY,
    TaskKind.PLAN: rules.PLACEMENT_PLAN,
}
PREPARED = frozenset(RULES)
ON_THE_REGISTER = "Ask, with consent, whether they are on the dynamic support register"


def preparations(
    stay: Stay, under: Under, *, provider: str, is_for_register: bool, on: date
) -> list[DatedStep]:
    """Return what is to be done by the first day agreed, from `on` on.

    Args:
        is_for_register: the needs are those for which the support register is kept.
    """
    wanted = [*_wanted(stay, under.policy, provider)]
    if is_for_register and under.policy.clocks.support_register:
        wanted.append((TaskKind.REGISTER, "", ON_THE_REGISTER, Role.COORDINATOR))
    return [
        DatedStep(
            kind=kind,
            key=key,
            title=title,
            source=under.version,
            owner=owner,
            opens_on=min(on, stay.first_day),
            due_on=stay.first_day,
        )
        for kind, key, title, owner in wanted
    ]


def must_precede(policy: Policy) -> set[TaskKind]:
    """Return the kinds of step without which nothing starts, unless it is an emergency."""
    told_before = {TaskKind.HOST} if policy.notices.host_authority_before else set()
    return {TaskKind.VISIT} | told_before


def first_days(
    placement: Placement, agreement: PlacementAgreement, policy: Policy, *, in_emergency: bool
) -> Iterator[tuple[date, str]]:
    """Yield each day before which a placement can't start, and what it is the day of.

    A child who is where they were waits for no signature: by then what is changed ran as signed.
    """
    yield agreement.starts_on, "the day it is agreed from"
    before = placement.follows
    if before is not None and before.ended_on is not None:
        yield before.ended_on + ONE_DAY, f"the day after {before} ended"
    if in_emergency:
        return
    runs_on = before is not None and before.stage in RUNNING
    if not (runs_on and is_same_provider(placement, agreement)):
        yield from _signed(agreement)
    for step in placement.tasks.filter(kind__in=must_precede(policy)).exclude(done_on=None):
        if step.done_on is not None:
            yield step.done_on, f"“{step.title}” was done"


def _signed(agreement: PlacementAgreement) -> Iterator[tuple[date, str]]:
    for signatory in agreement.signatories.all():
        if signatory.signed_on is not None:
            yield signatory.signed_on, f"{signatory.name} signed"


def lacks_return(
    placement: Placement, agreement: PlacementAgreement | None, policy: Policy
) -> bool:
    """Say whether it is out of the area and the agreement lacks the plan to return it needs."""
    is_wanted = policy.review.return_plan_required and not placement.option.is_local
    return is_wanted and not (agreement and agreement.return_plan)


def within(kind: TaskKind, policy: Policy) -> Length:
    """Return how long after the start a step has that wasn't done before it."""
    grace = policy.agreement.emergency_grace_working_days
    after = {
        TaskKind.VISIT: Length(grace, Unit.WORKING_DAYS),
        TaskKind.HOST: length_of(policy.notices.host_authority_emergency),
        TaskKind.PLAN: Length(policy.clocks.placement_plan_working_days, Unit.WORKING_DAYS),
    }
    return after[kind]


def _wanted(
    stay: Stay, policy: Policy, provider: str
) -> Iterator[tuple[TaskKind, str, str, Role]]:
    """Yield kind, key, title and owner of each."""
    visitors = policy.agreement.visitors if policy.agreement.visit_required else ()
    for number, visitor in enumerate(visitors, start=1):
        title = f"Visit {provider}: {visitor}"[:160]
        yield TaskKind.VISIT, str(number), title, Role.REFERRER
    if stay.lives_there and not stay.is_local:
        title = "Tell the authority in whose area the child will live"
        yield TaskKind.HOST, "", title, Role.COORDINATOR
    if stay.lives_there:
        yield TaskKind.PLAN, "", "Make the placement plan", Role.REFERRER
