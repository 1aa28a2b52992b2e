"""What each agency advised, as one reader may see it."""

from collections.abc import Collection
from dataclasses import dataclass

from panel import clock
from panel.cases.advice import queries as advice_queries
from panel.cases.models import Advice, PlacementRequest
from panel.cases.stages import AdviceStage
from panel.cases.vocabulary import AdviceOpinion, Agreer
from panel.presentation import formatting
from panel.presentation.tones import Tone

TONES = {
    AdviceOpinion.SUPPORTS: Tone.GOOD,
    AdviceOpinion.CONDITIONS: Tone.WARN,
    AdviceOpinion.AGAINST: Tone.BAD,
}


@dataclass(frozen=True)
class AdviceCard:
    """One agency's advice. `summary` is empty while it may not be seen yet."""

    agency: str  # its code
    state: str
    tone: Tone
    summary: str
    foot: str


def cards(placement_request: PlacementRequest, *, kept: Collection[int]) -> list[AdviceCard]:
    """
    Return a card for each agency asked, the latest round of each.

    `kept` holds the ids of the advice whose words the reader may not see yet; see
    `queries.kept_from`.
    """
    latest = {advice.agency_id: advice for advice in placement_request.advice.all()}
    return [_card(advice, advice.pk not in kept) for advice in latest.values()]


def how_many(placement_request: PlacementRequest) -> str:
    """Say how many agencies have answered, and what that lets everybody read."""
    latest = {advice.agency_id: advice for advice in placement_request.advice.all()}
    given = sum(advice.stage == AdviceStage.GIVEN for advice in latest.values())
    if not latest:
        return ""
    if given == len(latest):
        return f"{given} of {given} in. Each was written before the others could be seen."
    return f"{given} of {len(latest)} in. Each stays hidden until all are."


def asked_now(placement_request: PlacementRequest) -> str:
    """Say who is asked for advice once a request is accepted, and whose advice stands."""
    latest = advice_queries.latest_advice(placement_request)
    owed = [advice.agency.name for advice in latest if advice.stage == AdviceStage.ASKED]
    if owed:
        stands = " What the others advised stands." if len(owed) < len(latest) else ""
        return f"Asked for advice: {formatting.listed(owed)}.{stands}"
    why = "Every agency has advised on it" if latest else "The panel’s rules ask nobody for advice"
    return f"{why}, so none is asked. Say next that it is ready for panel."


def has_all(placement_request: PlacementRequest) -> bool:
    """Say whether no agency owes advice any more."""
    latest = {advice.agency_id: advice for advice in placement_request.advice.all()}
    return all(advice.stage == AdviceStage.GIVEN for advice in latest.values())


def _card(advice: Advice, is_seen: bool) -> AdviceCard:
    if advice.given_at is None or advice.given_by is None:
        due = f"Due {formatting.day(advice.due_on)}"
        return AdviceCard(advice.agency.code, "Waiting", Tone.PLAIN, "", due)
    version = f", version {advice.version}" if advice.version > 1 else ""
    day = formatting.day(advice.given_at)
    sent = f"{advice.adviser}. Sent {day}{version}, {_in_time(advice)}"
    if not is_seen:
        return AdviceCard(advice.agency.code, "Sent", Tone.INFO, "", sent)
    opinion = AdviceOpinion(advice.opinion)
    return AdviceCard(advice.agency.code, opinion.label, TONES[opinion], said(advice), sent)


def said(advice: Advice) -> str:
    """Return all that an adviser said but the opinion, each part in a paragraph of its own."""
    suits = {True: "It would meet the need.", False: "It would not meet the need.", None: ""}
    hours = advice.hours_per_week
    parts = (
        suits[advice.is_suitable],
        _written_before(advice),
        advice.summary,
        f"Conditions: {advice.conditions}" if advice.conditions else "",
        f"Provision: {formatting.count(hours, 'hour')} a week" if hours is not None else "",
        f"Departs from usual criteria: {advice.departures}" if advice.departures else "",
        f"What made it late: {advice.get_late_because_display()}" if advice.late_because else "",
    )
    return "\n\n".join(filter(None, parts))


def _written_before(advice: Advice) -> str:
    if advice.written_on is None:
        return ""
    who = [Agreer(each).label.lower() for each in advice.reuse_agreed_by]
    agreed = f", used here as agreed by {formatting.listed(who)}" if who else ""
    return f"Written on {formatting.day(advice.written_on)} for something else{agreed}."


def _in_time(advice: Advice) -> str:
    assert advice.given_at is not None, "Only advice that was given is asked about."
    late = (clock.date_of(advice.given_at) - advice.due_on).days
    return f"{formatting.count(late, 'day')} late" if late > 0 else "in time"
