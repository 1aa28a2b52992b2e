"""Asking every agency for its advice at once, and again where a request has changed since."""

from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies import queries as people
from panel.agencies.access import Permission
from panel.agencies.models import Agency, Person, Role
from panel.audit import log
from panel.cases import queries
from panel.cases.advice import queries as advice_queries
from panel.cases.asked import eligibility
from panel.cases.models import Advice, PlacementRequest
from panel.cases.operations.moving.moving import locked, move
from panel.cases.stages import AdviceStage, Stage
from panel.deadlines import operations as deadlines
from panel.deadlines import rules
from panel.deadlines.models import Clock
from panel.deadlines.sign_in import sign_in
from panel.refusals import Refusal


class NotWaiting(Refusal):
    """Raised when agencies would be asked anew on a request that doesn't wait for advice."""


class NothingChanged(Refusal):
    """Raised when advice would be asked anew of agencies that advised on what there is."""


@transaction.atomic
def ask_for_advice(*, placement_request_id: int, by: Person, at: datetime) -> PlacementRequest:
    """Accept a request and ask each agency that the panel's rules name, all at once.

    Each agency has its own clock, and its advisers are told. On a request that came back to its
    referrer meanwhile, advice given stands where nothing it rests on has changed.
    """
    placement_request = move(
        placement_request_id=placement_request_id, name="ask_for_advice", by=by, at=at
    )
    outdated = {advice.pk for advice in advice_queries.outdated(placement_request)}
    standing = {
        advice.agency_id
        for advice in advice_queries.latest_advice(placement_request)
        if advice.stage == AdviceStage.GIVEN and advice.pk not in outdated
    }
    for agency in _asked_agencies(placement_request, at=at):
        if agency.pk not in standing:
            _ask(placement_request, agency, by=by, at=at)
    return placement_request


@transaction.atomic
def ask_again(*, placement_request_id: int, by: Person, at: datetime) -> PlacementRequest:
    """Ask the same agencies once more on a request that the panel deferred."""
    placement_request = move(
        placement_request_id=placement_request_id, name="ask_again", by=by, at=at
    )
    for agency in _asked_agencies(placement_request, at=at):
        _ask(placement_request, agency, by=by, at=at)
    return placement_request


@transaction.atomic
def ask_where_changed(*, placement_request_id: int, by: Person, at: datetime) -> PlacementRequest:
    """Ask once more each agency that advised on the request as it was before a change.

    Raises:
        access.Refused: this person doesn't check the panel's requests.
        NotWaiting: the request doesn't wait for advice.
        NothingChanged: every advice given is on the request as it stands.
    """
    placement_request = locked(placement_request_id)
    access.of(by, on=clock.date_of(at)).require(
        Permission.REQUEST_CHECK, panel_id=placement_request.panel_id
    )
    if placement_request.stage != Stage.ADVICE:
        raise NotWaiting(f"{placement_request} doesn’t wait for advice.")
    outdated = advice_queries.outdated(placement_request)
    if not outdated:
        raise NothingChanged(
            "No agency has advised on anything else than the request as it stands."
        )
    for advice in outdated:
        _ask(placement_request, advice.agency, by=by, at=at)
    asked = {"agencies": [advice.agency.code for advice in outdated]}
    subject = placement_request.reference
    log.record(subject=subject, kind="advice_asked_anew", by=by, at=at, payload=asked)
    return placement_request


def _asked_agencies(placement_request: PlacementRequest, *, at: datetime) -> list[Agency]:
    """Return the agencies that the rules name and for which the child isn't too old."""
    rules = queries.rules_for(placement_request, on=clock.date_of(at))
    recommended = queries.recommended(placement_request)
    age = eligibility.age_on_first_day(placement_request, recommended)
    codes = set(rules.advice.from_agencies) - eligibility.past_age(rules, age)
    return list(placement_request.panel.agencies.filter(code__in=codes))


def _ask(placement_request: PlacementRequest, agency: Agency, *, by: Person, at: datetime) -> None:
    """Ask an agency, with a clock of its own.

    One that was asked and hasn't answered is asked anew in the same row: it owes one advice.
    """
    latest = placement_request.advice.filter(agency=agency).order_by("-round").first()
    owed = latest if latest is not None and latest.stage == AdviceStage.ASKED else None
    asked = owed or Advice(placement_request=placement_request, agency=agency)
    asked.round = latest.round + 1 if latest else 1
    asked.asked_at, asked.asked_by = at, by
    asked.due_on = _advice_clock(asked, by=by, at=at).due_on
    asked.save()
    _tell_advisers(asked, at=at)


def _advice_clock(asked: Advice, *, by: Person, at: datetime) -> Clock:
    placement_request, agency = asked.placement_request, asked.agency
    policy = placement_request.submitted_under
    return deadlines.start_clock(
        subject=placement_request.reference,
        rule=rules.local_advice(
            policy.policy.advice.due_working_days,
            agency=agency.name,
            policy=str(policy),
            effective_from=policy.effective_from,
        ),
        key=f"{agency.code}/{asked.round}",
        started_on=clock.date_of(at),
        owner=deadlines.Owner(placement_request.panel_id, Role.ADVISER, agency.pk),
        ladder=policy.policy.reminders.advice,
        by=by,
        at=at,
    )


def _tell_advisers(asked: Advice, *, at: datetime) -> None:
    reference, agency = asked.placement_request.reference, asked.agency
    advisers = people.holders(
        Role.ADVISER,
        panel_id=asked.placement_request.panel_id,
        on=clock.date_of(at),
        agency_ids=[agency.pk],
    )
    deadlines.tell(
        advisers,
        key=f"advice/{reference}/{agency.code}/{asked.round}",
        subject=f"{reference}: {agency.name}’s advice is asked for",
        body=f"Your advice on {reference} is due on {asked.due_on:%-d %B %Y}. "
        f"{sign_in('to read the request and answer')}",
        at=at,
    )
