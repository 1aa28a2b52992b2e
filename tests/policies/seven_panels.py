"""
One placement request through seven panels: what each of them makes of it, as one table.

The table is `docs/reference/seven-panels.md`. It is made by walking the request; why panels differ
is told in the schema's words with what each states, and only if those rules part the panels as the
walk did. `tests/policies/test_seven_panels.py` fails where the page and the system differ.
After a change of rules, write it anew and read the difference:

    PANEL_WRITE_PANELS=1 .venv/bin/python -m pytest tests/policies/test_seven_panels.py
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from django.db import transaction

from panel import clock
from panel.agencies.models import Appointment, Grade, Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.cases.vocabulary.placements import TaskKind
from panel.decisions import operations as decisions
from panel.decisions.models import AGREEING, Decision, Outcome
from panel.decisions.records import canonical, record
from panel.meetings import paper_days
from panel.meetings.models import View
from panel.money import WHOLE, in_pounds
from panel.policies import catalogue, documents
from panel.policies import operations as policies
from panel.policies.operations import SameRules
from panel.policies.schema import Policy
from panel.policies.wording import in_words
from panel.pooledbudget import queries as funds
from panel.refusals import Refusal
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests import builders, keeping
from tests.builders import (
    AGENCIES,
    CHOSEN,
    DOCUMENT,
    LOCAL,
    MEETING_DAY,
    MONDAY_9AM,
    a_fund,
    a_panel,
    a_request,
)

FILES = sorted(documents.FOLDER.glob("*.toml"))
DAY = "%-d %B %Y"
LONGEST_VALUE = 40  # characters of a rule's value that the table has room for


def sent_in(**changes: Any) -> Callable[[], str]:
    """Send the request in, but for some `changes`."""

    def trial() -> str:
        a_request(Stage.SUBMITTED, **changes)
        return "Taken"

    return trial


def aged(born_on: str, *payers: str) -> dict[str, Any]:
    """Return what changes where the child is older, and only these agencies pay."""
    points = dict.fromkeys(payers, WHOLE // len(payers))
    line = CHOSEN["cost_lines"][0] | {"shares": points}
    return {
        "child": DOCUMENT["child"] | {"born_on": born_on},
        "sharing": {"capacity": "decides"},
        "options": [LOCAL, CHOSEN | {"cost_lines": [line]}],
    }


def far_off(option: Mapping[str, Any]) -> dict[str, Any]:
    """Return an option without its distance."""
    return {**option, "miles": None}


def papers() -> str:
    days = paper_days.of(builders.a_meeting())
    return f"In by {clock.date_of(days.in_by):{DAY}}, out by {clock.date_of(days.out_by):{DAY}}"


def called_at_short_notice() -> str:
    """The coordinator calls a meeting for tomorrow."""
    builders.a_meeting(planned_at=MEETING_DAY - timedelta(days=1))
    return "Called"


def set_aside() -> str:
    """When the fund first has something reserved for the request."""
    for stage in (Stage.LISTED, Stage.CONSIDERED):
        a_request(stage)
        if reserved := funds.position(a_fund()).reserved_pence:
            return f"{in_pounds(reserved)} once it is {stage.label.lower()}"
    return "Nothing before the agencies approve"


def decided(outcome: Outcome, *, absent: str = "", opposed: str = "") -> PlacementRequest:
    """Take the request to an outcome, with an agency's member away or against it."""
    request = a_request(Stage.LISTED)
    item = builders.the_item(request)
    builders.open_meeting(item.meeting, absent)
    for code in AGENCIES:
        if code != absent:
            view = View.OPPOSE if code == opposed else View.SUPPORT
            builders.take_position(item, view, code)
    decisions.consider(item_id=item.pk, by=builders.a_person(Role.CHAIR), at=MEETING_DAY)
    builders.decide(request, outcome, "B" if outcome in AGREEING else "")
    return request


def agreed_without_social_care() -> str:
    decided(Outcome.AGREED, absent=SOCIAL_CARE)
    return "Agreed"


def agreed_in_principle_without_health() -> str:
    request = decided(Outcome.IN_PRINCIPLE, absent=HEALTH)
    return f"Agreed in principle, until {request.decisions.get().lapses_on:{DAY}}"


def agreed_against_health() -> str:
    decided(Outcome.AGREED, opposed=HEALTH)
    return "Agreed"


def shared_without_a_reason() -> str:
    builders.decide(a_request(Stage.CONSIDERED), Outcome.AGREED, "B", split_reason="")
    return "Agreed"


def referred_on() -> str:
    decided(Outcome.REFERRED_ON)
    return "Referred on"


def approved_by_heads_of_service() -> str:
    request = a_request(Stage.FUNDING)
    leads = Appointment.objects.filter(role=Role.AGENCY_LEAD)
    leads.update(grade=Grade.HEAD_OF_SERVICE)
    builders.approve(request, *AGENCIES)
    return "Approved"


def first_review() -> str:
    return ", then ".join(f"{review.due_on:{DAY}}" for review in recorded().reviews)


def visited() -> str:
    """Who has to have been there before it may start."""
    request = a_request(Stage.APPROVED)
    builders.draw_up(request)
    visits = request.placement.tasks.filter(kind=TaskKind.VISIT).order_by("key")
    return ", ".join(visit.title.removeprefix("Visit Alder Vale: ") for visit in visits)


def recorded() -> record.DecisionRecord:
    decision: Decision = a_request(Stage.APPROVED).decisions.get()
    return canonical.from_json(decision.records.get().content.encode())


#: What is tried → how, and the paths of the rules that make the difference.
TRIED: Mapping[str, tuple[Callable[[], str], tuple[str, ...]]] = {
    "Sent in for a young person of 19": (
        sent_in(**aged("2007-05-01", EDUCATION, SOCIAL_CARE)),
        ("eligibility.age_max",),
    ),
    "Sent in for a young person of 18, health paying half": (
        sent_in(**aged("2008-05-01", EDUCATION, HEALTH)),
        ("eligibility.agency_ages",),
    ),
    "Sent in with no criterion named": (sent_in(grounds={}), ("eligibility.criteria_min",)),
    "Sent in with no question answered": (sent_in(panel_answers=[]), ("referral.questions",)),
    "Sent in with no document": (
        sent_in(declaration=DOCUMENT["declaration"] | {"attached": []}),
        ("referral.required_documents",),
    ),
    "Sent in with no distance from home": (
        sent_in(options=[far_off(LOCAL), far_off(CHOSEN)]),
        ("referral.search_order_required",),
    ),
    "Papers for the meeting of 21 September": (
        papers,
        (
            "papers.submit",
            "papers.circulate",
        ),
    ),
    "Called by the coordinator for the day after": (
        called_at_short_notice,
        ("meeting.extra_requesters",),
    ),
    "Money is reserved": (set_aside, ("funding.reserve_when",)),
    "Agreed while social care’s member is away": (
        agreed_without_social_care,
        (
            "quorum.agencies",
            "quorum.members_min",
            "quorum.fraction",
            "quorum.required_roles",
        ),
    ),
    "Agreed in principle while health’s member is away": (
        agreed_in_principle_without_health,
        (
            "decision.outcomes",
            "meeting.inquorate",
        ),
    ),
    "Agreed although health’s member opposes": (agreed_against_health, ("decision.rule",)),
    "Agreed as the request shares it, without a reason": (
        shared_without_a_reason,
        (
            "funding.method",
            "funding.default_shares",
        ),
    ),
    "Referred on": (referred_on, ("decision.outcomes",)),
    "Approved by heads of service alone": (
        approved_by_heads_of_service,
        (
            "decision.authorisations",
            "authority.thresholds",
            "authority.by_sector",
            "authority.by_distance",
        ),
    ),
    "Visited before it may start": (
        visited,
        ("agreement.visitors",),
    ),
    "Reviews of a placement from 5 October": (
        first_review,
        ("review.first_after_months",),
    ),
}


def columns() -> list[str]:
    """Return the panels' names as the head of the table has them."""
    return [file.stem.replace("-", " ").capitalize() for file in FILES]


def rows() -> dict[str, list[str]]:
    """Return what each panel makes of each thing that is tried."""
    panels = [under(file) for file in FILES]
    return {what: [said[what] for said in panels] for what in TRIED}


@cache
def stated() -> list[Policy]:
    """Return the rules of each panel, in the order of the columns."""
    return [documents.parse(file.read_text(encoding="utf-8")) for file in FILES]


def values(path: str) -> list[object]:
    """Return what each panel states for one rule."""
    section, name = path.split(".")
    return [getattr(getattr(rules, section), name) for rules in stated()]


def explains(paths: Sequence[str], said: Sequence[str]) -> bool:
    """Say whether panels that answer otherwise also state one of these rules otherwise.

    And whether each of the rules is stated otherwise by panels that do.
    """
    pairs = [pair for pair in combinations(range(len(FILES)), 2) if said[pair[0]] != said[pair[1]]]
    parted = {
        path: {(one, other) for one, other in pairs if values(path)[one] != values(path)[other]}
        for path in paths
    }
    return all(parted.values()) and set().union(*parted.values()) == set(pairs)


def why(paths: Sequence[str]) -> str:
    """Return the rules that make the difference, as the schema says them and the panels state."""
    known = {field.path: field for group in catalogue.groups() for field in group.fields}
    return "<br>".join(_rule(known[path]) for path in paths)


def _rule(field: catalogue.Field) -> str:
    by_words: dict[str, list[str]] = {}
    for panel, value in zip(columns(), values(field.path), strict=True):
        by_words.setdefault(in_words(value, field.unit), []).append(panel)
    name = f"{field.meaning.rstrip('.')} ({', '.join([f'`{field.path}`', *field.rules])})"
    if any(len(words) > LONGEST_VALUE for words in by_words):
        return name
    most, *others = sorted(by_words, key=lambda words: -len(by_words[words]))
    told = "; ".join(f"{words} ({', '.join(by_words[words])})" for words in others)
    return f"{name}: {most}, but {told}"


def under(rules: Path) -> dict[str, str]:
    """Return what each trial comes to under one panel's rules; everything is taken back."""
    with transaction.atomic():
        adopt(rules)
        keeping.from_here()
        said = {what: said_to(trial) for what, (trial, _) in TRIED.items()}
        transaction.set_rollback(True)
    return said


def said_to(trial: Callable[[], str]) -> str:
    """Return what one trial comes to, and take it back."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                return trial()
        except Refusal as refused:
            return f"Refused: {' '.join(refused.reasons)}"
        finally:
            transaction.set_rollback(True)


def adopt(rules: Path) -> None:
    """Have the sample panel live by a document from today on, unless it does already."""
    try:
        policies.load(
            panel_id=a_panel().pk,
            document=rules.read_text(encoding="utf-8"),
            effective_from=clock.date_of(MONDAY_9AM),
            by=None,
            at=MONDAY_9AM,
        )
    except SameRules:
        return


INTRODUCTION = """# One request, seven panels

Written by `tests/policies/test_seven_panels.py`, which takes the same placement request through
the panel of `kent.toml` and through six others, written from what real panels publish
(`panel/policies/panels/`). Nothing differs but the document: the same people, the same fund of
£3,000,000, a placement of 52 weeks a year at £3,420.01 a week from 5 October 2026, sent in on
7 September and on the agenda of 21 September. What a panel refuses, it refuses in these words.
The last column has the rules that part the panels, and what each states where that is short.
"""


def written(table: Mapping[str, list[str]]) -> str:
    """Return the page."""
    head = " | ".join(["Tried", *columns(), "Why"])
    lines = [f"| {head} |", "|" + " --- |" * (len(FILES) + 2)]
    lines += [
        f"| {' | '.join([f'**{what}**', *said, why(TRIED[what][1])])} |"
        for what, said in table.items()
    ]
    return "\n".join([INTRODUCTION, *lines, ""])
