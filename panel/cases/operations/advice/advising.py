"""Taking each agency's advice when it comes, and the versions of it that follow."""

from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.cases import queries
from panel.cases.advice import fingerprint
from panel.cases.document import AdvicePart
from panel.cases.models import Advice, PlacementRequest
from panel.cases.operations.moving.moving import locked
from panel.cases.stages import AdviceStage, Stage
from panel.cases.vocabulary import Agreer
from panel.deadlines import operations as deadlines
from panel.deadlines import rules
from panel.presentation.formatting import listed
from panel.refusals import Refusal


class AdviceFrozen(Refusal):
    """Raised when a new version of an advice comes after the papers went out."""


class ReuseNotAgreed(Refusal):
    """Raised when advice written for something else is used without the agreement asked for."""


class NotAnExcuse(Refusal):
    """Raised when late advice has an excuse that the panel's rules don't have."""


class NotAsked(Refusal):
    """Raised when advice is given that nobody asks for, or asks for any more."""


class SelfAdvised(Refusal):
    """Raised when the person who made the request would advise on it."""


#: The stages of a request in which an agency may advise, by where its advice stands.
OPEN_TO = {
    AdviceStage.ASKED: frozenset({Stage.ADVICE}),
    AdviceStage.GIVEN: frozenset({Stage.ADVICE, Stage.READY, Stage.LISTED}),
}


@transaction.atomic
def give_advice(
    *, placement_request_id: int, agency_code: str, advice: AdvicePart, by: Person, at: datetime
) -> Advice:
    """Take one agency's advice; its clock stops. Given again, it is a new version.

    Raises:
        access.Refused: this person doesn't advise for the agency.
        AdviceFrozen: the papers went out with the advice as it was.
        NotAsked: the agency wasn't asked, or the request no longer waits for advice.
        SelfAdvised: this person made the request.
    """
    placement_request = locked(placement_request_id)
    _require_adviser(placement_request, agency_code, by=by, at=at)
    asked = latest_asked(placement_request, agency_code)
    return take(asked, advice, by=by, at=at)


def take(
    asked: Advice, advice: AdvicePart, *, by: Person, at: datetime, from_outside: str = ""
) -> Advice:
    """Write down what an adviser says, as the first or the next version of an agency's advice.

    Args:
        asked: of a request that is locked.
        from_outside: the name and organisation of an adviser without an account.

    Raises:
        AdviceFrozen: as `give_advice`.
        NotAnExcuse: the rules don't excuse late advice so.
        ReuseNotAgreed: it was written for something else, and not everybody agrees.
    """
    _require_allowed(asked, advice, at=at)
    is_first = asked.stage == AdviceStage.ASKED
    if asked.versions.filter(circulations__isnull=False).exists():
        raise AdviceFrozen("The papers have gone out, so the advice stands as it was sent.")
    asked.make("give" if is_first else "give_again")
    for name, value in advice.model_dump(exclude={"late_because"}).items():
        setattr(asked, name, value)
    asked.late_because = advice.late_because or ""
    asked.shown_sha256 = fingerprint.of(asked.placement_request)
    asked.version += 1
    asked.from_outside = from_outside
    asked.given_at, asked.given_by = at, by
    asked.save()
    if is_first:
        _stop_clock(asked, by=by, at=at)
    # What it says is kept from the others until all are in.
    payload = {"agency": asked.agency.code, "version": asked.version}
    subject = asked.placement_request.reference
    kind = "advice_given" if is_first else "advice_given_again"
    log.record(subject=subject, kind=kind, by=by, at=at, payload=payload)
    return asked


def _require_allowed(asked: Advice, advice: AdvicePart, *, at: datetime) -> None:
    rules = queries.rules_for(asked.placement_request, on=clock.date_of(at)).advice
    wanting = [who for who in rules.reuse_requires if who not in advice.reuse_agreed_by]
    if advice.written_on and wanting:
        names = listed([Agreer(who).label.lower() for who in wanting])
        raise ReuseNotAgreed(f"Advice written before is used only if agreed by {names}.")
    if advice.late_because and advice.late_because not in rules.stop_clock_reasons:
        raise NotAnExcuse("The panel's rules don't excuse late advice for this reason.")


def _stop_clock(asked: Advice, *, by: Person, at: datetime) -> None:
    deadlines.stop_clock(
        subject=asked.placement_request.reference,
        rule_id=rules.LOCAL_ADVICE,
        key=f"{asked.agency.code}/{asked.round}",
        by=by,
        at=at,
    )


def _require_adviser(
    placement_request: PlacementRequest, agency_code: str, *, by: Person, at: datetime
) -> None:
    agencies = placement_request.panel.agencies.filter(code=agency_code)
    access.of(by, on=clock.date_of(at)).require(
        Permission.ADVICE_GIVE,
        panel_id=placement_request.panel_id,
        agency_ids=agencies.values_list("pk", flat=True),
    )
    if by.pk in (placement_request.submitted_by_id, placement_request.started_by_id):
        raise SelfAdvised("You made this request, so somebody else has to advise on it.")


def latest_asked(placement_request: PlacementRequest, agency_code: str) -> Advice:
    """Return what an agency is asked for, or gave and may still give anew.

    Raises:
        NotAsked: it isn't asked, or the panel has the request before it.
    """
    asked = placement_request.advice.select_related("agency").filter(agency__code=agency_code)
    latest = asked.order_by("-round").first()
    if latest is None or placement_request.stage not in OPEN_TO[AdviceStage(latest.stage)]:
        raise NotAsked(f"{placement_request} doesn't wait for advice of {agency_code}.")
    latest.placement_request = placement_request
    return latest
