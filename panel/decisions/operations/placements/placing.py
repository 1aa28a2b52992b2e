"""Where a placement meets its money: each move of it, and what the fund promises, in one go."""

from datetime import date, datetime

from django.db import transaction

from panel.agencies.models import Person
from panel.cases import operations as cases
from panel.cases import queries
from panel.cases.costs import option_costs
from panel.cases.document.placements import (
    AgreementPart,
    EndPart,
    ReturnPart,
    StartPart,
    SuspensionPart,
)
from panel.cases.models import Placement, PlacementAgreement, PlacementOption, PlacementRequest
from panel.cases.placement_stages import RUNNING, PlacementStage
from panel.cases.vocabulary.placements import EndReason
from panel.clock import date_of
from panel.decisions.models import AGREEING, Decision
from panel.decisions.operations.placements.settling import settle
from panel.decisions.operations.placements.taking_over import tell_of_invoices
from panel.decisions.operations.urgent.owing import lapse_if_ended
from panel.decisions.placements.lifetime import paid_once
from panel.money import in_pounds
from panel.refusals import Refusal
from panel.working_days import ONE_DAY


class NotAsApproved(Refusal):
    """Raised when an agreement goes beyond what the panel approved; the panel has to say so."""


@transaction.atomic
def draw_up_agreement(
    *, placement_request_id: int, agreement: AgreementPart, by: Person, at: datetime
) -> PlacementAgreement:
    """Draw up the agreement with the provider of the option that the panel approved.

    Raises:
        access.Refused: this person doesn't run placements here.
        chart.MoveRefused: the request isn't approved, its placement has ended, or it runs by an
            agreement that everybody signed.
        NotAsApproved: the panel's rules ask to keep to what was approved, and this doesn't.
    """
    option, decided_on = _approved(placement_request_id)
    drawn_up = cases.draw_up_agreement(
        placement_request_id=placement_request_id,
        option_id=option.pk,
        decided_on=decided_on,
        agreement=agreement,
        by=by,
        at=at,
    )
    rules = queries.rules_for(option.placement_request, on=date_of(at))
    if rules.agreement.move_needs_approval and (beyond := _beyond(agreement, option)):
        raise NotAsApproved(" ".join([*beyond, "Ask the panel for a change first."]))
    return drawn_up


@transaction.atomic
def start_placement(
    *, placement_request_id: int, start: StartPart, by: Person, at: datetime
) -> Placement:
    """Start a placement; the fund keeps what its real days cost.

    The placement it changes, if any, ends the day before. Of the two, the one that has days less
    than was planned gives their money back first.
    """
    before = cases.locked_changed_by(placement_request_id)
    placement = cases.start_placement(
        placement_request_id=placement_request_id, start=start, by=by, at=at
    )
    settled = [placement]
    if before is not None and not _has_ended(before):
        has_run = PlacementStage(before.stage) in RUNNING
        last_day = start.started_on - ONE_DAY if has_run else None
        end = EndPart(ended_on=last_day, reason=EndReason.REPLACED)
        settled.append(_end(before.placement_request_id, end, by=by, at=at))
        settled.sort(key=lambda one: one is placement and not _is_late(placement))
    if before is not None:
        tell_of_invoices(placement, before, at=at)
    settle(*settled, by=by, at=at)
    return placement


def _has_ended(placement: Placement) -> bool:
    return PlacementStage(placement.stage) is PlacementStage.ENDED


def _is_late(placement: Placement) -> bool:
    planned, started = placement.option.starts_on, placement.started_on
    return planned is not None and started is not None and started > planned


@transaction.atomic
def suspend_placement(
    *, placement_request_id: int, suspension: SuspensionPart, by: Person, at: datetime
) -> Placement:
    """Suspend a placement; unless it is paid for meanwhile, what is left is given back."""
    placement = cases.suspend_placement(
        placement_request_id=placement_request_id, suspension=suspension, by=by, at=at
    )
    settle(placement, by=by, at=at)
    return placement


@transaction.atomic
def resume_placement(
    *, placement_request_id: int, back: ReturnPart, by: Person, at: datetime
) -> Placement:
    """Take a placement up again; the fund promises what the days to come cost.

    A fund that is short doesn't keep the child away: the shortage is an event.
    """
    placement = cases.resume_placement(
        placement_request_id=placement_request_id, back=back, by=by, at=at
    )
    settle(placement, by=by, at=at)
    return placement


@transaction.atomic
def end_placement(
    *, placement_request_id: int, end: EndPart, by: Person, at: datetime
) -> Placement:
    """End a placement, or one that never starts; what its days didn't cost is given back.

    What a change that never starts would have changed goes on as it was.
    """
    before = cases.locked_changed_by(placement_request_id)
    placement = _end(placement_request_id, end, by=by, at=at)
    settled = [placement]
    if before is not None and placement.started_on is None and not _has_ended(before):
        settled.append(before)
    settle(*settled, by=by, at=at)
    return placement


def _end(placement_request_id: int, end: EndPart, *, by: Person, at: datetime) -> Placement:
    if not Placement.objects.filter(placement_request_id=placement_request_id).exists():
        option, decided_on = _approved(placement_request_id)
        cases.open_placement(
            placement_request_id=placement_request_id,
            option_id=option.pk,
            decided_on=decided_on,
            by=by,
            at=at,
        )
    placement = cases.end_placement(
        placement_request_id=placement_request_id, end=end, by=by, at=at
    )
    lapse_if_ended(placement.placement_request, by=by, at=at)
    return placement


def approved_option(placement_request: PlacementRequest) -> PlacementOption | None:
    """Return the option that the panel's last decision agreed; None if it agreed none."""
    decision = approving(placement_request)
    return decision.option if decision is not None else None


def approving(placement_request: PlacementRequest) -> Decision | None:
    """Return the panel's last decision if it agreed an option; None if not."""
    decision = _last_decision(placement_request)
    return decision if decision is not None and decision.outcome in AGREEING else None


def _last_decision(placement_request: PlacementRequest) -> Decision | None:
    return (
        Decision.objects.filter(placement_request=placement_request)
        .select_related("option__placement_request__policy")
        .order_by("-pk")
        .first()
    )


def _approved(placement_request_id: int) -> tuple[PlacementOption, date]:
    """Return the option that the panel agreed, and the day on which it did."""
    decision = _last_decision(cases.locked(placement_request_id))
    if decision is None or decision.option is None or decision.outcome not in AGREEING:
        raise NotAsApproved("This panel has not agreed a placement for it.")
    return decision.option, date_of(decision.decided_at)


def _beyond(agreement: AgreementPart, option: PlacementOption) -> list[str]:
    """Return a sentence for each term that goes beyond the option approved."""
    cost = option_costs.first_year(option)
    assert cost is not None, "An option was costed when its shares were asked for."
    assert option.starts_on is not None, "It was costed from its first day."
    assert option.ends_on is not None, "It was costed to its last day."
    faults = []
    if agreement.provider.casefold() != option.provider.casefold():
        faults.append(f"The panel approved {option.provider}.")
    if agreement.starts_on < option.starts_on or agreement.ends_on > option.ends_on:
        first, last = f"{option.starts_on:%-d %B %Y}", f"{option.ends_on:%-d %B %Y}"
        faults.append(f"The panel approved it from {first} to {last}.")
    if agreement.weeks_per_year > option.weeks_per_year:
        faults.append(f"The panel approved {option.weeks_per_year} weeks a year.")
    if agreement.weekly_rate_pence > cost.weekly_pence:
        faults.append(
            f"Rate for a week: the panel approved {in_pounds(cost.weekly_pence)} a week."
        )
    if agreement.once_pence > (once := paid_once(option)):
        faults.append(f"Paid once: the panel approved {in_pounds(once)}.")
    return faults
