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
from panel.deadlines import operations as deadlines
from panel.deadlines import rules


class NotAsked(Exception):
    """Raised when advice is given for an agency that wasn't asked, or has answered."""


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
    Advice.objects.create(
        placement_request=placement_request,
        agency=agency,
        round=nth,
        asked_at=at,
        asked_by=by,
        due_on=running.due_on,
    )
    advisers = people.holders(
        Role.ADVISER,
        panel_id=placement_request.panel_id,
        on=clock.date_of(at),
        agency_ids=[agency.pk],
    )
    for adviser in advisers:
        deadlines.owe_notice(
            key=f"advice/{placement_request.reference}/{agency.code}/{nth}/{adviser.pk}",
            recipient=adviser.username,
            subject=f"{placement_request.reference}: {agency.name}’s advice is asked for",
            body=f"Your advice on {placement_request.reference} is due on "
            f"{running.due_on:%-d %B %Y}. Sign in to read the request and answer.",
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
        NotAsked: the agency wasn't asked, or has already answered.
        SelfAdvised: this person made the request.
    """
    placement_request = locked(placement_request_id)
    asked = (
        placement_request.advice.select_related("agency")
        .filter(agency__code=agency_code)
        .order_by("-round")
        .first()
    )
    if asked is None:
        raise NotAsked(f"{agency_code} wasn't asked to advise on {placement_request}.")
    access.of(by, on=clock.date_of(at)).require(
        Permission.ADVICE_GIVE,
        panel_id=placement_request.panel_id,
        agency_ids=[asked.agency_id],
    )
    if by == placement_request.submitted_by:
        raise SelfAdvised("You made this request, so somebody else has to advise on it.")
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
    payload = {"agency": agency_code, "opinion": advice.opinion}
    log.record(
        subject=placement_request.reference, kind="advice_given", by=by, at=at, payload=payload
    )
    return asked
