"""
Who opens what: every address of the site, called as every kind of person, written as one table.

The table is `docs/reference/permissions.md`. It is made from what the site answers, so nothing is
declared twice; `tests/rules/test_permission_matrix.py` fails where the page and the site differ.
After adding an address, or changing who may use one, write the page anew and read the difference:

    PANEL_WRITE_PERMISSIONS=1 .venv/bin/python -m pytest tests/rules/test_permission_matrix.py

An address about a new kind of thing needs its number or code in `values_of` or `PLACES`, a JSON
doorway that reads a body needs one in `BODIES`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.test import Client

from panel.agencies import operations as agencies
from panel.agencies.limits import Limits
from panel.agencies.models import Appointment, Grade, Person, Role
from panel.cases import operations as cases
from panel.cases.document import PaperPart
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.deadlines.queries import open_clocks
from panel.meetings import operations as meetings
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests.builders import (
    DOCUMENT,
    MONDAY_9AM,
    STEPS,
    a_fund,
    a_panel,
    a_person,
    a_request,
    the_item,
)
from tests.cases.files import PDF
from tests.charts import rolled_back
from tests.decisions.challenged import a_challenge

JSON = "application/json"
SINCE = date(2010, 4, 1)
SIGNED_OUT = "signed out"
ELSEWHERE = "every role, other panel"

#: Who calls: the heading of their column → role and agency. The case is made by social care, and
#: where one agency acts it is health.
CALLERS: Mapping[str, tuple[Role, str]] = {
    "referrer": (Role.REFERRER, SOCIAL_CARE),
    "referrer, other agency": (Role.REFERRER, EDUCATION),
    "coordinator": (Role.COORDINATOR, ""),
    "adviser": (Role.ADVISER, HEALTH),
    "adviser, other agency": (Role.ADVISER, EDUCATION),
    "member": (Role.MEMBER, HEALTH),
    "chair": (Role.CHAIR, ""),
    "lead": (Role.AGENCY_LEAD, HEALTH),
    "lead, other agency": (Role.AGENCY_LEAD, EDUCATION),
    "fund manager": (Role.FUND_MANAGER, ""),
    "auditor": (Role.AUDITOR, ""),
    "administrator": (Role.ADMINISTRATOR, ""),
}
INTERESTED = ("coordinator", "lead", "auditor")  # those who may have one and whose part may go on

#: Where an address begins → the stage of the case it is called for; else the case is listed.
STAGES = {
    "approvals/": Stage.FUNDING,
    "api/v1/approvals/": Stage.FUNDING,
    "api/v1/disputes/": Stage.DISPUTED,
    "cases/<str:reference>/dispute/": Stage.DISPUTED,
    "cases/<str:reference>/tellings/": Stage.DECLINED,
    "api/v1/tellings/": Stage.DECLINED,
    "cases/<str:reference>/challenges/": Stage.DECLINED,
    "api/v1/challenges/": Stage.DECLINED,
    "api/v1/placement-requests/(?P<reference>[/.]+)/challenges/": Stage.DECLINED,
    "cases/<str:reference>/request/": Stage.DRAFT,
    "decisions/": Stage.APPROVED,
    "api/v1/decision-records/": Stage.APPROVED,
    "placements/": Stage.PLACED,
    "api/v1/placements/": Stage.PLACED,
}
CASE = re.compile(
    r"<(str:reference|int:place|int:approval_id)>|P<(reference|number)>|(?:approvals|challenges|disputes|tellings)/\("
)

READY = "JRAP-2026-00001"
#: The last word of a JSON address → a body that it takes.
BODIES: Mapping[str, object] = {
    "advice": {"opinion": "supports", "summary": "It meets the need."},
    "challenges": {
        "kind": "mediation",
        "asker": "parent",
        "asked_on": "2026-09-22",
        "grounds": "No place there.",
    },
    "contributions": {"agency": HEALTH, "amount_pence": 100, "about": "Instalment 2"},
    "done": {"step": "TRI-02"},
    "emergency-accesses": {"placement_request": "JRAP-2026-99999", "reason": "In A&E."},
    "end": {"outcome": "stands", "outcome_on": "2026-09-30", "findings": "It was sound."},
    "fund": {"code": "second", "name": "Second", "kind": "pooled", "host": HEALTH},
    "guests": {"kind": "family", "who": "Mother"},
    "import": {"file": ""},
    "interim-funder": {"agency": SOCIAL_CARE},
    "exceptions": {
        "code": "c",
        "first_day": "2026-09-10",
        "last_day": "2026-09-20",
        "evidence": "A letter.",
        "parent_informed_on": "2026-10-01",
    },
    "interest": {"reason": "A neighbour."},
    "items": {"placement_request": READY},
    "link": {"kind": "sibling", "reference": READY},
    "meetings": {"starts_at": "2027-01-11T09:30:00Z"},
    "outcome": {
        "outcome": "deferred",
        "reasons": "To see the school.",
        "deferral_reason": "Information is missing",
    },
    "plan-steps": {"kind": "issued", "happened_on": "2026-09-18"},
    "position": {"view": "support", "reasons": "Having read the papers."},
    "ratify": {"reasons": "It was the only place."},
    "rebase": {"reason": "The new rules are kinder."},
    "reconvene": {"starts_at": "2027-01-11T09:30:00Z"},
    "reopen": {"ground": "evidence", "reason": "A new assessment."},
    "start": {"present": []},
    "take-back": {"number": 1, "reason": "Another fund's."},
    "tell": {"told_on": "2026-09-21", "note": "Both parents."},
    "urgent": {"reason": "In A&E.", "needed_on": "2099-09-10"},
    "urgent-decision": {"outcome": "agreed", "option": "B", "reasons": "It is free."},
    "years": {"year": 2030, "agencies": [HEALTH]},
}
REASON = {
    "reason": "No longer needed.",
    "question": "Which school was tried?",
}
ASKS = {"return": "question"}
WITH_A_REASON = (
    *("correct", "leave-to-meeting", "lift-restriction", "refuse", "restrict", "settle"),
    "withdraw",
)


@dataclass(frozen=True)
class Line:
    """What one address answers to each column: `r` reads, `w` writes, both, or nothing."""

    address: str
    clear: Mapping[str, str]
    with_interest: Mapping[str, str]  # these two are empty where the address is about no case
    restricted: Mapping[str, str]


class Matrix:
    """The people who call, and cases at every stage: open ones, and ones that are closed."""

    def __init__(self) -> None:
        people = {name: a_person(role, agency) for name, (role, agency) in CALLERS.items()}
        self.clients = {name: signed_in(person) for name, person in people.items()}
        self.clients |= {ELSEWHERE: signed_in(everybody_elsewhere()), SIGNED_OUT: Client()}
        stages = {Stage.LISTED, *STAGES.values()} - {Stage.DRAFT}
        assert a_request(Stage.READY).reference == READY
        self.drafted = values_of(a_request())
        self.open = {stage: values_of(walked(stage)) for stage in stages}
        self.interesting = {
            stage: values_of(walked(stage, [people[name] for name in declaring(stage)]))
            for stage in stages
        }
        self.restricted = {stage: values_of(restrict(walked(stage))) for stage in stages}
        self.places = places()

    def line(self, address: str) -> Line:
        """Call an address as everybody; about a closed case, as those to whom it is closed."""
        stage = self._stage(address)
        if stage is Stage.DRAFT:
            return Line(address, self._called(address, self.drafted, self.clients), {}, {})
        clear = self._called(address, self.open[stage], self.clients)
        if not CASE.search(address):
            return Line(address, clear, {}, {})
        return Line(
            address,
            clear,
            self._called(address, self.interesting[stage], declaring(stage)),
            self._called(address, self.restricted[stage], CALLERS),
        )

    def path(self, address: str) -> str:
        """Return an address with the things of a case that is open to its people."""
        stage = self._stage(address)
        values = self.drafted if stage is Stage.DRAFT else self.open[stage]
        return filled(address, self.named(address, values))

    def _stage(self, address: str) -> Stage:
        found = (at for start, at in STAGES.items() if address.startswith(start))
        return next(found, Stage.LISTED)

    def _called(
        self, address: str, values: Mapping[str, object], names: Iterable[str]
    ) -> Mapping[str, str]:
        path, kinds = filled(address, self.named(address, values)), {*CALLS}
        return {name: self._answers(name, path, kinds) for name in names}

    def _answers(self, name: str, path: str, kinds: set[str]) -> str:
        """Say whether an address lets somebody read and write; what it never takes isn't sent."""
        said = ""
        for letter in [letter for letter in CALLS if letter in kinds]:
            answer = CALLS[letter](self.clients[name], path)
            if answer.status_code == NOT_FOR_ANYBODY:
                kinds.remove(letter)
            said += letter_of(answer, letter)
        return said

    def named(self, address: str, values: Mapping[str, object]) -> Mapping[str, object]:
        """Return what an address may name: a case's `values`, and what is no case's."""
        found = {**values}
        for start, named in self.places.items():
            if address.startswith(start):
                found |= named
        if address.startswith("api/v1/"):
            kind = address.split("/")[2]
            found["pk"] = found.get(PKS.get(kind, ""), found.get("pk", 1))
        return found


PKS = {
    "agenda-items": "item_id",
    "approvals": "approval_id",
    "challenges": "challenge_id",
    "disputes": "dispute_id",
    "meetings": "meeting_id",
    "tellings": "telling_id",
}


def filled(address: str, values: Mapping[str, object]) -> str:
    """Put things of the right kind where an address has a place for them."""

    def value(found: re.Match[str]) -> str:
        return str(values.get(found["name"], 1))

    path = re.sub(r"\(\?P<(?P<name>\w+)>(?:[^()]|\([^()]*\))*\)", value, address)
    return "/" + re.sub(r"<(?:\w+:)?(?P<name>\w+)>", value, path)


def written_to(client: Client, path: str) -> HttpResponse:
    """Send to an address; whatever was written is undone."""
    with rolled_back():
        if path.startswith("/api/"):
            return client.post(path, body_for(path), content_type=JSON)
        return client.post(path)


NOT_FOR_ANYBODY = 405  # the address has no such method, whoever asks
CALLS = {"r": Client.get, "w": written_to}


def letter_of(answer: HttpResponse, letter: str) -> str:
    """Return the letter for somebody let in, be it that their form has to be mended.

    Nothing for somebody kept out; `!` where the site breaks.
    """
    if answer.status_code >= 500:
        return "!"
    if answer.status_code == 302:
        return "" if "/sign-in/" in answer["Location"] else letter
    return "" if answer.status_code in (401, 403, 404, NOT_FOR_ANYBODY) else letter


def body_for(path: str) -> object:
    """Return a body that a JSON address takes, so that its answer is about the person."""
    words = [word for word in path.split("/") if word]
    if words[-1] in WITH_A_REASON:
        return {"reason": REASON["reason"]}
    if words[-1] in ASKS:
        return {"question": REASON["question"]}
    return next((BODIES[word] for word in words[-2:][::-1] if word in BODIES), {})


def signed_in(person: Person) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def declaring(stage: Stage) -> list[str]:
    """Return who declares an interest on the way to a stage: no lead whose approval it needs."""
    return [name for name in INTERESTED if name != "lead" or Stage.APPROVED not in way_to(stage)]


def walked(stage: Stage, interested: Iterable[Person] = ()) -> PlacementRequest:
    """Return a case at a stage, with a paper; these people declared an interest on the way."""
    story = {**DOCUMENT["story"], "plan_requested_on": "2026-08-10"}
    request = a_request(Stage.LISTED, story=story)
    cases.add_paper(
        placement_request_id=request.pk,
        paper=PaperPart(title="School report"),
        content=PDF,
        by=a_person(Role.COORDINATOR),
        at=MONDAY_9AM,
    )
    for person in interested:
        meetings.declare_interest(
            item_id=the_item(request).pk, reason="A neighbour.", by=person, at=MONDAY_9AM
        )
    for following in way_to(stage):
        STEPS[following][1](request)
        request.refresh_from_db()
    return request


def way_to(stage: Stage) -> list[Stage]:
    """Return the stages from the one after being listed to this one."""
    if stage is Stage.LISTED:
        return []
    return [*way_to(STEPS[stage][0]), stage]


def restrict(request: PlacementRequest) -> PlacementRequest:
    """Keep a case to a coordinator who calls nothing here."""
    other = agencies.add_person(
        username=f"other.{request.pk}@northmere.example",
        name="Another Coordinator",
        password=None,
        by=None,
        at=MONDAY_9AM,
    )
    appoint(other, Role.COORDINATOR, None, a_panel().pk)
    cases.restrict(
        placement_request_id=request.pk,
        named_ids=[],
        reason="A colleague's niece.",
        by=other,
        at=MONDAY_9AM,
    )
    return request


def values_of(request: PlacementRequest) -> dict[str, object]:
    """Return what an address about a case may name."""
    found: dict[str, object] = {
        "reference": request.reference,
        "number": f"{request.reference}/1",
        "version": 1,
        "letter": "B",
        "name": "identity",
        "agency": HEALTH,
    }
    if request.stage == Stage.DRAFT:
        return found
    item = the_item(request)
    found |= {"item_id": item.pk, "meeting_id": item.meeting_id, "place": item.position}
    found["clock_id"] = found["limit"] = open_clocks(request.reference).get(rule_id="EHC-05").pk
    for decision in request.decisions.all():
        found["telling_id"] = decision.tellings.order_by("pk")[0].pk
        for approval in decision.approvals.filter(agency__code=HEALTH):
            found["approval_id"] = approval.pk
        for dispute in decision.disputes.all():
            found["dispute_id"] = dispute.pk
    if request.stage == Stage.DECLINED:
        found |= {"challenge_id": a_challenge(request, kind="tribunal").pk, "step": "TRI-02"}
    if request.stage == Stage.PLACED:
        agreement = request.placement.agreements.get()
        found["signatory"] = found["signatory_id"] = agreement.signatories.order_by("pk")[0].pk
        found["task"] = found["task_id"] = request.placement.tasks.order_by("pk")[0].pk
    return found


def places() -> Mapping[str, Mapping[str, object]]:
    """Return where an address begins → what it names that is no case's."""
    panel = a_panel()
    health = panel.agencies.get(code=HEALTH).pk
    seat = agencies.add_seat(
        panel_id=panel.pk,
        agency_id=health,
        terms=agencies.SeatTerms(title="Head of children's health", grade=Grade.HEAD_OF_SERVICE),
        by=None,
        at=MONDAY_9AM,
    )
    delegation = agencies.delegate(
        panel_id=panel.pk,
        agency_id=health,
        limits=Limits(weekly_pence=500_000),
        source="Scheme of delegation, 4.2",
        starts_on=SINCE,
        by=None,
        at=MONDAY_9AM,
    )
    lead = Appointment.objects.get(role=Role.AGENCY_LEAD, agency=health, panel=panel)
    rules = panel.policies.get()
    fund_year = a_fund()
    return {
        "settings/people/appointments/": {"pk": lead.pk},
        "settings/people/seats/": {"pk": seat.pk},
        "settings/people/delegations/": {"pk": delegation.pk},
        "settings/policies/": {"panel": panel.code, "number": rules.number},
        "api/v1/policies/": {"panel": panel.code, "pk": rules.pk},
        "fund/": {"pk": fund_year.pk, "code": fund_year.fund.code},
        "fund/entries/": {"pk": fund_year.entries.get(verb="receive").pk},
        "api/v1/fund/": {"code": fund_year.fund.code, "year": fund_year.year},
        "cases/<str:reference>/papers/": {"number": 1},
        "api/v1/placement-requests/(?P<reference>[/.]+)/papers/": {"number": 1},
    }


def everybody_elsewhere() -> Person:
    """Return somebody who holds every role there is, on another panel with agencies of its own."""
    agency = agencies.add_agency(
        code="elsewhere",
        name="Elsewhere",
        kind=a_panel().agencies.get(code=HEALTH).kind,
        legal_entity="Elsewhere Council",
        by=None,
        at=MONDAY_9AM,
    )
    panel = agencies.open_panel(
        code="elsewhere",
        name="Elsewhere",
        prefix="ELSE",
        agencies=[agency],
        by=None,
        at=MONDAY_9AM,
    )
    person = agencies.add_person(
        username="all@elsewhere.example", name="Every Role", password=None, by=None, at=MONDAY_9AM
    )
    for role in Role:
        appoint(person, role, agency.pk if role in OF_AN_AGENCY else None, panel.pk)
    return person


OF_AN_AGENCY = {Role.REFERRER, Role.ADVISER, Role.MEMBER, Role.AGENCY_LEAD}


def appoint(person: Person, role: Role, agency_id: int | None, panel_id: int) -> None:
    agencies.appoint(
        person_id=person.pk,
        panel_id=panel_id,
        role=role,
        agency_id=agency_id,
        starts_on=SINCE,
        by=None,
        at=MONDAY_9AM,
    )


INTRODUCTION = """# Who opens what

Written by `tests/rules/test_permission_matrix.py` from what the site answers to every kind of
person; the test fails when this page is stale. `r`: may read it (GET). `w`: may send it (POST).
A dot: is told that it isn't there, or isn't theirs.

The case is social care's and is listed for a meeting, or as far on as the address needs; the
adviser, member and lead are health's, those of another agency are education's. Somebody with
every role on another panel opens none of its cases, and somebody signed out nothing; the test
holds both, and that a case is closed to whoever declared an interest in it (the last column
names those who still read its reference on an agenda) or isn't named by its restriction.
"""


def written(lines: Iterable[Line]) -> str:
    """Write the page."""
    names = [*CALLERS]
    head = f"| address | {' | '.join(names)} | with an interest |"
    rows = [
        f"| `/{line.address}` | {' | '.join(line.clear[name] or '·' for name in names)} "
        f"| {_interest(line)} |"
        for line in lines
    ]
    return "\n".join([INTRODUCTION, head, "| --- " * (len(names) + 2) + "|", *rows, ""])


def _interest(line: Line) -> str:
    if not line.with_interest:
        return ""
    return ", ".join(f"{name} {said}" for name, said in line.with_interest.items() if said) or "·"
