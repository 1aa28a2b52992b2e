"""Asking every agency for its advice at once, and taking each when it comes."""

from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies import queries as people
from panel.agencies.access import Permission
from panel.agencies.models import Agency, Person, Role
from panel.audit import log
from panel.cases import queries
from panel.cases.document import AdvicePart
from panel.cases.models import Advice, PlacementRequest
from panel.cases.operations.moving import locked, move
from panel.cases.stages import Stage
from panel.deadlines import operations as deadlines
from panel.deadlines import rules


class NotAsked(Exception):
    """Raised when advice is given that nobody asks for, or asks for any more."""


class SelfAdvised(Exception):
    """Raised when the person who made the request would advise on it."""


@transaction.atomic
def ask_for_advice(*, placement_request_id: int, by: Person, at: datetime) -> PlacementRequest:
    """Accept a request and ask each agency that the panel's rules name, all at once.

    Each agency has its own clock, and its advisers are told.
    """
    return _ask_all(placement_request_id, "ask_for_advice", by=by, at=at)


@transaction.atomic
def ask_again(*, placement_request_id: int, by: Person, at: datetime) -> PlacementRequest:
    """Ask the same agencies once more on a request that the panel deferred."""
    return _ask_all(placement_request_id, "ask_again", by=by, at=at)


def _ask_all(
    placement_request_id: int, name: str, *, by: Person, at: datetime
) -> PlacementRequest:
    placement_request = move(placement_request_id=placement_request_id, name=name, by=by, at=at)
    asked = queries.rules_for(placement_request, on=clock.date_of(at)).advice.from_agencies
    for agency in placement_request.panel.agencies.filter(code__in=asked):
        _ask(placement_request, agency, by=by, at=at)
    return placement_request


def _ask(placement_request: PlacementRequest, agency: Agency, *, by: Person, at: datetime) -> None:
    policy = placement_request.policy
    assert policy is not None, "A request in advice was submitted under a policy."
    nth = placement_request.advice.filter(agency=agency).count() + 1
    running = deadlines.start_clock(
        subject=placement_request.reference,
        rule=rules.local_advice(
            policy.policy.advice.due_working_days,
            agency=agency.name,
            policy=str(policy),
            effective_from=policy.effective_from,
        ),
        key=f"{agency.code}/{nth}",
        started_on=clock.date_of(at),
        owner=deadlines.Owner(placement_request.panel_id, Role.ADVISER, agency.pk),
        ladder=policy.policy.reminders.advice,
        by=by,
        at=at,
    )
    asked = Advice.objects.create(
        placement_request=placement_request,
        agency=agency,
        round=nth,
        asked_at=at,
        asked_by=by,
        due_on=running.due_on,
    )
    _tell_advisers(asked, at=at)


def _tell_advisers(asked: Advice, *, at: datetime) -> None:
    reference, agency = asked.placement_request.reference, asked.agency
    advisers = people.holders(
        Role.ADVISER,
        panel_id=asked.placement_request.panel_id,
        on=clock.date_of(at),
        agency_ids=[agency.pk],
    )
    for adviser in advisers:
        deadlines.owe_notice(
            key=f"advice/{reference}/{agency.code}/{asked.round}/{adviser.pk}",
            recipient=adviser.username,
            subject=f"{reference}: {agency.name}’s advice is asked for",
            body=f"Your advice on {reference} is due on {asked.due_on:%-d %B %Y}. "
            "Sign in to read the request and answer.",
            due_at=at,
            at=at,
        )


@transaction.atomic
def give_advice(
    *, placement_request_id: int, agency_code: str, advice: AdvicePart, by: Person, at: datetime
) -> Advice:
    """Take one agency's advice; its clock stops.

    Raises:
        access.Refused: this person doesn't advise for the agency.
        NotAsked: the agency wasn't asked, or the request no longer waits for advice.
        SelfAdvised: this person made the request.
        chart.MoveRefused: the agency has answered already.
    """
    placement_request = locked(placement_request_id)
    _require_adviser(placement_request, agency_code, by=by, at=at)
    asked = _latest_asked(placement_request, agency_code)
    asked.make("give")
    asked.opinion, asked.summary = advice.opinion, advice.summary
    asked.given_at, asked.given_by = at, by
    asked.save()
    deadlines.stop_clock(
        subject=placement_request.reference,
        rule_id=rules.LOCAL_ADVICE,
        key=f"{agency_code}/{asked.round}",
        by=by,
        at=at,
    )
    payload = {"agency": agency_code}  # what it says is kept from the others until all are in
    log.record(
        subject=placement_request.reference, kind="advice_given", by=by, at=at, payload=payload
    )
    return asked


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


def _latest_asked(placement_request: PlacementRequest, agency_code: str) -> Advice:
    asked = placement_request.advice.select_related("agency").filter(agency__code=agency_code)
    latest = asked.order_by("-round").first()
    if latest is None or placement_request.stage != Stage.ADVICE:
        raise NotAsked(f"{placement_request} doesn't wait for advice of {agency_code}.")
    return latest
