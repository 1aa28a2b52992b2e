"""Recording that a decision is challenged, what is done about it, and what comes of it.

The decision and its record stay as they are, and the request where it is.
"""

from datetime import date, datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person, Role
from panel.audit import log
from panel.cases import operations as cases
from panel.cases.models import PlacementRequest
from panel.cases.vocabulary.challenges import ChallengeKind
from panel.deadlines import operations as deadlines
from panel.deadlines.models import Clock
from panel.deadlines.rules import Rule
from panel.decisions.challenges import (
    faults as challenge_faults,
)
from panel.decisions.challenges import (
    queries as challenge_queries,
)
from panel.decisions.challenges import (
    times,
)
from panel.decisions.challenges.document import ChallengeEndPart, ChallengePart
from panel.decisions.challenges.times import Told
from panel.decisions.models import WRITTEN, Challenge, Decision
from panel.decisions.stages import ChallengeStage
from panel.parsing import Faulty
from panel.policies.models import PolicyVersion
from panel.refusals import Lacking, Refusal


class NotAsTold(Lacking):
    """Raised when a challenge, or its outcome, can't be as it is told; says all that is wrong."""


class NothingOwed(Refusal):
    """Raised when something is said to be done that isn't owed for a challenge."""


@transaction.atomic
def record_challenge(
    *, decision_id: int, challenge: ChallengePart, by: Person, at: datetime
) -> Challenge:
    """Record that somebody challenges a decision; the clock of the answer starts.

    Raises:
        access.Refused: this person doesn't record challenges.
        Faulty: a day can't be; each is named.
        NotAsTold: it is out of time without a reason, or one of this kind is open already.
    """
    decision = Decision.objects.get(pk=decision_id)
    decision.placement_request = _locked(decision.placement_request_id, by=by, at=at)
    made = _made(decision, challenge)
    if wrong := list(challenge_faults.of_days(made, on=clock.date_of(at))):
        raise Faulty(wrong)
    made.last_day = _last_day(made)
    if why := list(challenge_faults.of_asking(made)):
        raise NotAsTold(*why)
    answer = times.answer_rule(challenge.kind, _version(made))
    made.due_on = _start(made, answer, started_on=made.asked_on, by=by, at=at).due_on
    made.recorded_at, made.recorded_by = at, by
    made.save()
    _record(made, "challenged", by=by, at=at)
    return made


@transaction.atomic
def carry_out(*, challenge_id: int, step: str, by: Person, at: datetime) -> Challenge:
    """Record that the council has responded to an appeal, or done one thing that was ordered.

    Args:
        step: the id of the rule by which it was owed.

    Raises:
        access.Refused: this person doesn't record challenges.
        NothingOwed: no such thing is owed, or it is done.
    """
    challenge = _locked_challenge(challenge_id, by=by, at=at)
    owed = challenge_queries.steps_of(challenge).filter(rule_id=step).first()
    if owed is None:
        raise NothingOwed("That isn’t owed, or is done already.")
    challenge.make("respond" if challenge.stage == ChallengeStage.OPEN else "carry_out")
    _stop(challenge, step, by=by, at=at)
    _record(challenge, "challenge_step_done", by=by, at=at, step=owed.title)
    return challenge


@transaction.atomic
def end_challenge(
    *, challenge_id: int, end: ChallengeEndPart, by: Person, at: datetime
) -> Challenge:
    """Record what came of a challenge; a clock starts for each thing that is ordered.

    Raises:
        access.Refused: this person doesn't record challenges.
        chart.MoveRefused: something came of it before.
        NotAsTold: the days can't be, the orders aren't the Tribunal's, or whoever heard it isn't
            who the panel's rules ask for.
    """
    challenge = _locked_challenge(challenge_id, by=by, at=at)
    challenge.make("end")
    version, on = _version(challenge), clock.date_of(at)
    if wrong := list(challenge_faults.of_ending(challenge, end, version.policy.appeal, on=on)):
        raise NotAsTold(*wrong)
    for name, told in end.model_dump(exclude={"orders", "heard_by"}).items():
        setattr(challenge, name, told)
    challenge.orders, challenge.heard_by_id = list(end.orders), end.heard_by
    challenge.ended_at, challenge.ended_by = at, by
    challenge.save()
    answer = times.answer_rule(ChallengeKind(challenge.kind), version)
    if challenge_queries.clocks_of(challenge).filter(rule_id=answer.id).exists():
        _stop(challenge, answer.id, by=by, at=at)
    for rule in times.owed(end.orders, end.outcome):
        _start(challenge, rule, started_on=end.outcome_on, by=by, at=at)
    _record(challenge, "challenge_ended", by=by, at=at, outcome=end.outcome)
    return challenge


def _made(decision: Decision, asked: ChallengePart) -> Challenge:
    """Return the challenge as it is told, unsaved."""
    before = Challenge.objects.filter(decision__placement_request=decision.placement_request)
    return Challenge(
        decision=decision,
        number=before.count() + 1,
        notified_on=asked.notified_on or _notified_on(decision),
        **asked.model_dump(exclude={"notified_on"}),
    )


def _notified_on(decision: Decision) -> date:
    """Return the day on which the family was told in writing, or that of the decision."""
    told = decision.tellings.filter(channel__in=sorted(WRITTEN), told_on__isnull=False)
    days = told.order_by("told_on").values_list("told_on", flat=True)
    return days.first() or clock.date_of(decision.decided_at)


def _last_day(challenge: Challenge) -> date:
    """Return the last day on which a challenge was in time."""
    decided_on = clock.date_of(challenge.decision.decided_at)
    told = Told(decided_on, challenge.notified_on, challenge.certificate_on)
    kind = ChallengeKind(challenge.kind)
    return times.last_day(kind, told, _version(challenge))


def _locked(placement_request_id: int, *, by: Person, at: datetime) -> PlacementRequest:
    placement_request = cases.locked(placement_request_id)
    access.of(by, on=clock.date_of(at)).require(
        Permission.CHALLENGE_RECORD, panel_id=placement_request.panel_id
    )
    return placement_request


def _locked_challenge(challenge_id: int, *, by: Person, at: datetime) -> Challenge:
    """Lock a challenge's request, then it, for somebody who records challenges."""
    found = Challenge.objects.values_list("decision__placement_request_id", flat=True)
    placement_request = _locked(found.get(pk=challenge_id), by=by, at=at)
    locked = Challenge.objects.select_for_update(of=("self",))
    challenge = locked.select_related("decision__item__meeting").get(pk=challenge_id)
    challenge.decision.placement_request = placement_request
    return challenge


def _version(challenge: Challenge) -> PolicyVersion:
    return challenge.decision.placement_request.submitted_under


def _start(
    challenge: Challenge, rule: Rule, *, started_on: date, by: Person, at: datetime
) -> Clock:
    placement_request = challenge.decision.placement_request
    return deadlines.start_clock(
        subject=placement_request.reference,
        rule=rule,
        key=challenge.key,
        started_on=started_on,
        owner=deadlines.Owner(placement_request.panel_id, Role.COORDINATOR),
        ladder=_version(challenge).policy.reminders.approval,
        by=by,
        at=at,
    )


def _stop(challenge: Challenge, rule_id: str, *, by: Person, at: datetime) -> None:
    subject = challenge.decision.placement_request.reference
    deadlines.stop_clock(subject=subject, rule_id=rule_id, key=challenge.key, by=by, at=at)


def _record(challenge: Challenge, kind: str, *, by: Person, at: datetime, **told: str) -> None:
    payload = {"number": challenge.number, "kind": challenge.kind, **told}
    subject = challenge.decision.placement_request.reference
    log.record(subject=subject, kind=kind, by=by, at=at, payload=payload)
