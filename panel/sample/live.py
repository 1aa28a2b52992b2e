"""The sample county's living cases: some at every stage of the chart, each walked there by people.

Four meetings: one closed, one open today, one to come with its papers out, and one after it. Days
are working days from today; every moment is one that the people of that step could have worked at.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from panel.agencies.models import Role
from panel.cases import operations as cases
from panel.decisions import operations as decisions
from panel.decisions.models import Channel, Decision
from panel.decisions.outcomes.document import OutcomePart
from panel.meetings.models import AgendaItem, Meeting
from panel.sample import people, placed, steps, stories, urgent, verdicts
from panel.sample.walking import County, Told

QUESTION = "Which of the two schools did {name} visit, and what did the head of each say?"
HOUR = timedelta(hours=1)
QUARTER = timedelta(minutes=15)  # for each item of a meeting that is over
FUNDED = 3  # of the closed meeting's agreed cases, those that every payer has approved
BEGINS = 10  # working days from today: the first day of the places that it agreed

WHY_REFUSED = (
    "The assessment of continuing care is not finished, so we can't say yet that a third is ours."
)


def fill(county: County) -> None:
    """Walk the cases, from those only begun to those decided.

    What the books enter of them comes in the order of time.
    """
    _placed(county)
    _waiting(county)
    approved_today = _decided(county)
    opened_today = _open_today(county)
    _to_come(county)
    _urgent(county)
    steps.consider(opened_today, at=county.diary.at - HOUR / 2)
    steps.approve(approved_today, at=county.diary.at)


def _placed(county: County) -> None:
    """Hold a meeting sixteen weeks ago, and carry on the placements that it agreed."""
    diary = county.diary
    if not placed.would_fit(diary):
        return
    heard = [
        county.ready(key, on=-109, begins=placed.STARTED)
        for key in ("signing", "rain", "baker", "piano")
    ]
    meeting, items = _agenda(county, heard, planned=-100, starts_at=diary.moment(-82, 9, 30))
    for item in items:
        steps.give_positions(item, stories.positions(), at=diary.moment(-83, 17))
    steps.open_meeting(meeting, at=diary.moment(-82, 9, 30))
    agreed = [verdicts.agreement() for _ in items]
    decided = _hear(items, agreed, began=diary.moment(-82, 9, 30))
    steps.close(meeting, at=diary.moment(-82, 12, 30))
    for decision in decided:
        steps.tell(decision, *Channel, at=diary.moment(-81, 10))
        steps.approve(decision, at=diary.moment(-80, 15))
    placed.carry_on(decided, diary)


def _waiting(county: County) -> None:
    """Walk the cases that haven't reached a meeting."""
    diary = county.diary
    county.drafted("baker", on=-1)
    county.drafted("brothers", on=-4)
    county.submitted("signing", on=-2)
    returned = county.submitted("bicycles", on=-5)
    cases.return_to_referrer(
        placement_request_id=returned.placement_request.pk,
        question=QUESTION.format(name=returned.placement_request.child.given_name),
        by=people.one(Role.COORDINATOR),
        at=diary.moment(-4, 10),
    )
    county.asked("curlews", on=-20, answered=[people.EDUCATION, people.SOCIAL_CARE])  # one late
    county.asked("rain", on=-9, answered=[people.HEALTH])
    county.asked("engines", on=-3)
    county.ready("baker", on=-16)
    county.ready("rain", on=-14)
    withdrawn = county.asked("brothers", on=-12, answered=[people.SOCIAL_CARE])
    decisions.withdraw(
        placement_request_id=withdrawn.placement_request.pk,
        reason="The family moves to another county at the end of the month.",
        by=withdrawn.placement_request.started_by,
        at=diary.moment(-3, 16),
    )


def _decided(county: County) -> Decision:
    """Hold the meeting three days ago, and have the leads approve some of what it agreed.

    Returns what they approve today.
    """
    diary, outcomes = county.diary, verdicts.outcomes(county.diary.day(BEGINS - 1))
    heard = [county.ready(key, on=-32, begins=BEGINS) for key, *_ in outcomes]
    meeting, items = _agenda(county, heard, planned=-25, starts_at=diary.moment(-3, 9, 30))
    for item, (_, view, _) in zip(items, outcomes, strict=True):
        steps.give_positions(item, stories.positions(view), at=diary.moment(-4, 17))
    steps.open_meeting(meeting, at=diary.moment(-3, 9, 30))
    verdict = [outcome for _, _, outcome in outcomes]
    decided = _hear(items, verdict, began=diary.moment(-3, 9, 30))
    steps.close(meeting, at=diary.moment(-3, 12, 30))

    for decision in decided:
        steps.tell(decision, Channel.PHONE, at=diary.moment(-2, 9))
    steps.approve(decided[FUNDED], agencies=[people.EDUCATION], at=diary.moment(-2, 10))
    steps.refuse(decided[FUNDED + 1], people.HEALTH, WHY_REFUSED, at=diary.moment(-2, 11))
    *before, today = decided[:FUNDED]
    for decision in before:
        steps.approve(decision, at=diary.moment(-1, 10))
    return today


def _hear(
    items: Iterable[AgendaItem], outcomes: Iterable[OutcomePart], *, began: datetime
) -> list[Decision]:
    """Consider and decide one item after the other."""
    decided = []
    for place, (item, outcome) in enumerate(zip(items, outcomes, strict=True)):
        steps.consider(item, at=began + place * QUARTER)
        decided.append(steps.decide(item, outcome, at=began + (place + 1) * QUARTER))
    return decided


def _open_today(county: County) -> AgendaItem:
    """Open a meeting today, and return the item that is called first."""
    heard = [county.ready(key, on=-18) for key in ("curlews", "bicycles")]
    began = county.diary.at - HOUR
    meeting, items = _agenda(county, heard, planned=-12, starts_at=began)
    for item in items:
        steps.give_positions(item, stories.positions(), at=county.diary.moment(-1, 16))
    steps.open_meeting(meeting, at=began)
    return items[0]


def _to_come(county: County) -> None:
    """Send the papers for a meeting in six days; one member has read some of them."""
    heard = [county.ready(key, on=-15) for key in ("piano", "signing", "brothers")]
    _, items = _agenda(county, heard, planned=-7, starts_at=county.diary.moment(6, 9, 30))
    read = stories.positions()[people.HEALTH]
    steps.give_positions(items[0], {people.HEALTH: read}, at=county.diary.moment(0, 8))


def _urgent(county: County) -> None:
    """Take two cases that can't wait: a place is needed, and free, within days."""
    asked = county.submitted("rain", on=-3, begins=4).placement_request
    decided = county.submitted("engines", on=-3, begins=2).placement_request
    urgent.carry_on(county.panel, asked, decided, county.diary)


def _agenda(
    county: County, heard: Iterable[Told], *, planned: int, starts_at: datetime
) -> tuple[Meeting, list[AgendaItem]]:
    """Plan a meeting on a day, and two days later list what it hears and send the papers."""
    diary = county.diary
    meeting = steps.plan(county.panel, starts_at=starts_at, at=diary.moment(planned, 10))
    listed_at = diary.moment(planned + 2, 10)
    items = [steps.put_on_agenda(meeting, told.placement_request, at=listed_at) for told in heard]
    steps.send_papers(meeting, at=diary.moment(planned + 2, 16))
    return meeting, items
