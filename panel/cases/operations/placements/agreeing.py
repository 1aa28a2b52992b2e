"""The agreement with the provider: drawn up, replaced, signed."""

from datetime import date, datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.cases.document.placements import AgreementPart, SignaturePart
from panel.cases.models import (
    Placement,
    PlacementAgreement,
    PlacementChange,
    PlacementOption,
    PlacementRequest,
    Signatory,
)
from panel.cases.operations.moving.moving import locked
from panel.cases.operations.placements import clocks as placement_clocks
from panel.cases.operations.placements import moving, preparing, redrawing
from panel.cases.placement_stages import PlacementStage
from panel.cases.placements import agreements
from panel.cases.placements.lapsing import lapses_on
from panel.chart import MoveRefused
from panel.deadlines import operations as deadlines
from panel.deadlines import queries as clocks
from panel.deadlines import rules
from panel.refusals import Refusal


class AlreadySigned(Refusal):
    """Raised when a signature is recorded a second time."""


class AgreementReplaced(Refusal):
    """Raised when an agreement is signed that a later one has replaced."""


@transaction.atomic
def open_placement(
    *, placement_request_id: int, option_id: int, decided_on: date, by: Person, at: datetime
) -> Placement:
    """Return the placement of an approved request, made on the first call.

    Args:
        decided_on: the day on which the panel agreed the option.

    Raises:
        access.Refused: this person doesn't run placements here.
        chart.MoveRefused: the request isn't approved.
    """
    placement_request = locked(placement_request_id)
    access.of(by, on=clock.date_of(at)).require(
        Permission.PLACEMENT_RUN, panel_id=placement_request.panel_id
    )
    if standing := Placement.objects.filter(placement_request=placement_request).first():
        return standing
    placement_request.arrow("start")  # only what is approved can be placed
    placement = Placement.objects.create(
        placement_request=placement_request,
        option=PlacementOption.objects.get(pk=option_id, placement_request=placement_request),
        follows=_followed(placement_request),
        decided_on=decided_on,
    )
    moving.record(placement, "placement_opened", by=by, at=at)
    return placement


@transaction.atomic
def draw_up_agreement(
    *,
    placement_request_id: int,
    option_id: int,
    decided_on: date,
    agreement: AgreementPart,
    by: Person,
    at: datetime,
) -> PlacementAgreement:
    """Write down what was agreed with the provider; it replaces the agreement before it.

    What was signed for and hasn't started is signed for again, and what the rules want done before
    the start is owed from now on; the steps of an emergency follow the days agreed now.

    Raises:
        access.Refused: this person doesn't run placements here.
        chart.MoveRefused: the request isn't approved, its placement has ended, or it runs by an
            agreement that everybody signed.
    """
    open_placement(
        placement_request_id=placement_request_id,
        option_id=option_id,
        decided_on=decided_on,
        by=by,
        at=at,
    )
    placement = moving.locked_placement(placement_request_id)
    if closed := agreements.not_to_redraw(placement):
        raise MoveRefused(placement, "draw_up_agreement", [closed])
    before = agreements.in_force(placement)
    drawn_up = _write(placement, agreement, before, by=by, at=at)
    told = {"version": drawn_up.version, "provider": drawn_up.provider}
    moving.record(placement, "agreement_drawn_up", by=by, at=at, **told)
    if placement.stage == PlacementStage.SIGNED:
        moving.move(placement, "redraw", by=by, at=at)
    if placement.started_on is None:
        preparing.prepare(placement, drawn_up, by=by, at=at)
    else:
        redrawing.redraw(placement, drawn_up, by=by, at=at)
    return drawn_up


def _write(
    placement: Placement,
    agreement: AgreementPart,
    before: PlacementAgreement | None,
    *,
    by: Person,
    at: datetime,
) -> PlacementAgreement:
    drawn_up = PlacementAgreement.objects.create(
        placement=placement,
        version=before.version + 1 if before else 1,
        supersedes=before,
        lapses_on=_lapses_on(placement, agreement),
        drawn_up_at=at,
        drawn_up_by=by,
        **agreement.model_dump(exclude={"signatories"}),
    )
    Signatory.objects.bulk_create(
        Signatory(agreement=drawn_up, **signatory.model_dump())
        for signatory in agreement.signatories
    )
    return drawn_up


@transaction.atomic
def record_signature(
    *, signatory_id: int, signature: SignaturePart, by: Person, at: datetime
) -> Signatory:
    """Record that a signatory has signed; the last signature makes the agreement complete.

    Raises:
        AlreadySigned: they have signed before.
        AgreementReplaced: another agreement is in force now.
        DayRefused: the day lies ahead, or before the panel decided.
    """
    found = Signatory.objects.values_list("agreement__placement__placement_request_id", flat=True)
    placement = moving.locked_placement(found.get(pk=signatory_id))
    moving.require_runner(placement, by=by, at=at)
    signatory = Signatory.objects.select_for_update(of=("self",)).get(pk=signatory_id)
    if signatory.agreement != agreements.in_force(placement):
        raise AgreementReplaced("A later agreement has replaced this one. Sign that one.")
    if signatory.signed_on is not None:
        raise AlreadySigned(f"{signatory.name} has signed already.")
    moving.require_past(signature.signed_on, at=at)
    moving.require_from(signature.signed_on, placement.decided_on, "the panel’s decision")
    signatory.signed_on = signature.signed_on
    signatory.recorded_at, signatory.recorded_by = at, by
    signatory.save(update_fields=["signed_on", "recorded_at", "recorded_by"])
    version = signatory.agreement.version
    moving.record(placement, "agreement_signed", by=by, at=at, version=version)
    if agreements.is_signed(placement):
        _complete(placement, by=by, at=at)
    return signatory


def _lapses_on(placement: Placement, agreement: AgreementPart) -> date:
    return lapses_on(
        agreement.starts_on,
        agreement.ends_on,
        decided_on=placement.decided_on,
        rules=placement_clocks.rules_of(placement).agreement,
    )


def _complete(placement: Placement, *, by: Person, at: datetime) -> None:
    """Move on a placement that waits for it; stop the clock of one that started before."""
    if placement.stage == PlacementStage.AGREED:
        moving.move(placement, "sign", by=by, at=at)
    reference, rule_id = placement.placement_request.reference, rules.AGREEMENT_SIGNATURE
    if clocks.open_clocks(reference).filter(rule_id=rule_id).exists():
        deadlines.stop_clock(subject=reference, rule_id=rule_id, by=by, at=at)


def _followed(placement_request: PlacementRequest) -> Placement | None:
    """Return the placement that a request asked to change, if it did."""
    change = PlacementChange.objects.filter(placement_request=placement_request).first()
    return change.placement if change else None
