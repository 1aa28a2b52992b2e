"""What can't be so in what is told of a challenge, and where. Reads; never writes."""

from collections.abc import Iterator
from datetime import date

from panel import clock
from panel.cases.vocabulary.challenges import OVERTURNING, ChallengeKind
from panel.decisions.challenges import hearing
from panel.decisions.challenges.document import ChallengeEndPart
from panel.decisions.models import Challenge
from panel.decisions.stages import ChallengeStage
from panel.parsing import Fault
from panel.policies.schema.afterwards import Appeal
from panel.presentation import formatting

NOT_OVERTURNED = "No challenge to the last decision was right. Record what came of it first."
TOO_EARLY = {
    "asked_on": "nobody asked before",
    "notified_on": "its notice came no earlier",
    "certificate_on": "there was nothing to mediate about before",
}


def of_days(challenge: Challenge, *, on: date) -> Iterator[Fault]:
    """Yield why each of the days told of a challenge, not yet saved, can't be so."""
    decided_on = clock.date_of(challenge.decision.decided_at)
    for name, why in TOO_EARLY.items():
        day = getattr(challenge, name)
        if day is not None and day < decided_on:
            sentence = f"The decision was made on {formatting.day(decided_on)}: {why}."
            yield Fault(f"/{name}", sentence)
        if day is not None and day > on:
            yield Fault(f"/{name}", "This day is still to come.")


def of_asking(challenge: Challenge) -> Iterator[Fault]:
    """Yield why a challenge, not yet saved but its last day known, can't be recorded."""
    version = challenge.decision.placement_request.policy
    is_of_law = challenge.kind != ChallengeKind.REVIEW
    if is_of_law and version and not version.policy.identity.has_english_law:
        law = "Mediation, appeal and complaint are English law’s, and the panel isn’t under it."
        yield Fault("/kind", law)
    if challenge.asked_on > challenge.last_day and not challenge.late_because:
        last = formatting.day(challenge.last_day)
        late = f"It was in time until {last}. Say why it is taken although it is late."
        yield Fault("/late_because", late)
    standing = challenge.decision.challenges.filter(stage=ChallengeStage.OPEN)
    if standing.filter(kind=challenge.kind).exists():
        what = ChallengeKind(challenge.kind).label.lower()
        already = f"One is open already about this decision: {what}. Record what came of it first."
        yield Fault("/kind", already)


def of_ending(
    challenge: Challenge, end: ChallengeEndPart, rules: Appeal, *, on: date
) -> Iterator[Fault]:
    """Yield why what is told to have come of a challenge can't be so."""
    if end.outcome_on > on:
        yield Fault("/outcome_on", "It ended on a day that is still to come.")
    if end.outcome_on < challenge.asked_on:
        asked = f"It was asked for on {formatting.day(challenge.asked_on)}: it ended no earlier."
        yield Fault("/outcome_on", asked)
    if end.orders and challenge.kind != ChallengeKind.TRIBUNAL:
        yield Fault("/orders", "Only the Tribunal orders what must happen.")
    if end.orders and end.outcome not in OVERTURNING:
        stands = "Nothing is ordered where the decision stands or the appeal is taken back."
        yield Fault("/orders", stands)
    yield from hearing.faults(challenge, end, rules, on=on)
