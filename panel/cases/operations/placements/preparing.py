"""What has to be done before a placement starts: owed from the first agreement on.

A child who stays with the same provider, under a later approval, isn't prepared for anew.
"""

from datetime import datetime

from panel.agencies.models import Person, Role
from panel.cases.models import EarlyReview, Placement, PlacementAgreement
from panel.cases.operations.placements import clocks as placement_clocks
from panel.cases.placements import agreements
from panel.cases.placements.preparing import PREPARED, RULES, preparations, within
from panel.cases.placements.stay import DatedStep
from panel.cases.vocabulary import REGISTER_NEEDS
from panel.cases.vocabulary.placements import ReviewAsker, TaskKind
from panel.clock import date_of


def prepare(
    placement: Placement, agreement: PlacementAgreement, *, by: Person, at: datetime
) -> None:
    """Write each step down that isn't yet; one that still waits is due by the day agreed now."""
    if agreements.is_same_provider(placement, agreement):
        return
    written = {(task.kind, task.key) for task in placement.tasks.all()}
    wanted = preparations(
        placement_clocks.stay_of(placement),
        placement_clocks.under(placement),
        provider=agreement.provider,
        is_for_register=is_for_register(placement),
        on=date_of(at),
    )
    for step in wanted:
        if (step.kind, step.key) not in written:
            placement_clocks.write(placement, step, by=by, at=at)
    placement.tasks.filter(kind__in=PREPARED, done_at=None).update(due_on=agreement.starts_on)


def follow_up(placement: Placement, *, by: Person, at: datetime) -> None:
    """Start the clock of each step that a placement started without."""
    assert placement.started_on is not None, "It has just started."
    under = placement_clocks.under(placement)
    for task in placement.tasks.filter(kind__in=PREPARED, done_at=None):
        kind = TaskKind(task.kind)
        running = placement_clocks.begin(
            placement,
            under.rule(RULES[kind], task.title, within(kind, under.policy)),
            key=task.key,
            started_on=placement.started_on,
            owner=Role(task.owner_role),
            by=by,
            at=at,
        )
        task.due_on, task.rule_id = running.due_on, running.rule_id
        task.save(update_fields=["due_on", "rule_id"])


def is_for_register(placement: Placement) -> bool:
    """Say whether a need was named for which the dynamic support register is kept."""
    needs = placement.placement_request.needs
    return needs.filter(code__in=sorted(REGISTER_NEEDS)).exists()


def look_at_register(
    placement: Placement, early: EarlyReview, *, by: Person, at: datetime
) -> None:
    """Have the register looked at again where a provider's concern prompts it."""
    under = placement_clocks.under(placement)
    is_theirs = early.asked_for_by == ReviewAsker.PROVIDER
    if not (is_theirs and under.policy.clocks.support_register_prompt):
        return
    if is_for_register(placement):
        step = DatedStep(
            kind=TaskKind.REGISTER,
            key=f"early/{early.pk}",
            title="Look at the dynamic support register: the provider is concerned",
            source=under.version,
            owner=Role.COORDINATOR,
            opens_on=date_of(at),
            due_on=early.wanted_by,
        )
        placement_clocks.write(placement, step, by=by, at=at)
