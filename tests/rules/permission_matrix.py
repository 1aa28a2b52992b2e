"""
Who opens what: every address of the site, called as every kind of person, written as one table.

The table is `docs/reference/permissions.md`. It is made from what the site answers, so nothing is
declared twice; `tests/rules/test_permission_matrix.py` fails where the page and the site differ.
After adding an address, or changing who may use one, write the page anew and read the difference:

    PANEL_WRITE_PERMISSIONS=1 .venv/bin/python -m pytest tests/rules/test_permission_matrix.py

An address about a new kind of thing needs its number or code in `called.py`, a JSON doorway that
reads a body needs one in `bodies.py`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client

from panel.cases.stages import Stage
from panel.money import in_pounds
from tests.builders import a_person, a_request
from tests.charts import rolled_back
from tests.rules.bodies import READY, body_for
from tests.rules.called import KEPT_RATE, places, restrict, values_of, walked
from tests.rules.callers import CALLERS, RECUSED, everybody_elsewhere, signed_in, twins

JSON = "application/json"
SIGNED_OUT = "signed out"
ELSEWHERE = "every role, other panel"

#: Where an address begins → the stage of the case it is called for; else the case is listed.
STAGES = {
    "approvals/": Stage.FUNDING,
    "api/v1/approvals/": Stage.FUNDING,
    "api/v1/disputes/": Stage.DISPUTED,
    "cases/<str:reference>/dispute/": Stage.DISPUTED,
    "cases/<str:reference>/expenditure/": Stage.FUNDING,
    "api/v1/placement-requests/(?P<reference>[/.]+)/expenditure/": Stage.FUNDING,
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
#: What an address names that is about a case: one of its own, or what is kept of it.
CASE = re.compile(
    r"<(str:reference|int:place|int:approval_id)>|P<(reference|number)>"
    r"|(?:agenda-items|approvals|challenges|disputes|tellings)/\("
)


@dataclass(frozen=True)
class Line:
    """
    What one address answers to each column: `r` reads, `w` writes, both, or nothing.

    `with_interest` and `restricted` hold whom the open case lets in, nobody where the address is
    about no case. `leaks` names those who were told something of the child and shouldn't be, or
    of a placement that is kept to others.
    """

    address: str
    clear: Mapping[str, str]
    with_interest: Mapping[str, str]
    restricted: Mapping[str, str]
    leaks: frozenset[str]


class Matrix:
    """The people who call, and cases at every stage: open ones, and ones that are closed."""

    def __init__(self) -> None:
        self.clients = {name: signed_in(a_person(*held)) for name, held in CALLERS.items()}
        self.clients |= {ELSEWHERE: signed_in(everybody_elsewhere()), SIGNED_OUT: Client()}
        recused = twins()
        self.recused = {name: signed_in(person) for name, person in recused.items()}
        stages = {Stage.LISTED, *STAGES.values()} - {Stage.DRAFT}
        assert a_request(Stage.READY).reference == READY
        self.drafted = values_of(a_request())
        self.open = {stage: values_of(walked(stage, recused.values())) for stage in stages}
        self.restricted = {stage: values_of(restrict(walked(stage))) for stage in stages}
        self.places = places()

    def line(self, address: str) -> Line:
        """Call an address as everybody; about a closed case, as those to whom it is closed.

        What closes a case only takes away, so those are asked whom the open one lets in.
        """
        stage, calls = self._stage(address), Calls()
        if stage is Stage.DRAFT:
            path = filled(address, self.named(address, self.drafted))
            return Line(address, calls.by(self.clients, path), {}, {}, frozenset(calls.leaks))
        path = filled(address, self.named(address, self.open[stage]))
        clear = calls.by(self.clients, path)
        if not CASE.search(address):
            return Line(address, clear, {}, {}, frozenset(calls.leaks))
        out = {
            name: client
            for name, client in self.recused.items()
            if any(clear[held] for held in RECUSED[name])
        }
        with_interest = calls.by(out, path, are_closed_out=True)
        let_in = {name: self.clients[name] for name in CALLERS if clear[name]}
        kept = filled(address, self.named(address, self.restricted[stage]))
        restricted = calls.by(let_in, kept)
        return Line(address, clear, with_interest, restricted, frozenset(calls.leaks))

    def path(self, address: str) -> str:
        """Return an address with the things of a case that is open to its people."""
        stage = self._stage(address)
        values = self.drafted if stage is Stage.DRAFT else self.open[stage]
        return filled(address, self.named(address, values))

    def _stage(self, address: str) -> Stage:
        found = (at for start, at in STAGES.items() if address.startswith(start))
        return next(found, Stage.LISTED)

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
KEPT = tuple(f"{told}".encode() for told in (in_pounds(KEPT_RATE), int(KEPT_RATE)))
CHILD = (b"Zander", b"Q.Z.", b"school since March")  # “Quill” is an auditor’s name too
WITHOUT_CASES = ("fund manager", "administrator")


class Calls:
    """The calls of one address: what it never takes is sent once, and who learns too much kept."""

    def __init__(self) -> None:
        self.methods = {*CALLS}
        self.leaks: set[str] = set()

    def by(
        self, clients: Mapping[str, Client], path: str, *, are_closed_out: bool = False
    ) -> Mapping[str, str]:
        """Return whom an address lets read and write; who is closed out reads of no child."""
        return {
            name: self._answers(name, client, path, is_closed_out=are_closed_out)
            for name, client in clients.items()
        }

    def _answers(self, name: str, client: Client, path: str, *, is_closed_out: bool) -> str:
        said = ""
        for letter in [letter for letter in CALLS if letter in self.methods]:
            answer = CALLS[letter](client, path)
            if answer.status_code == NOT_FOR_ANYBODY:
                self.methods.remove(letter)
            found = letter_of(answer, letter)
            is_out = is_closed_out or not found or name in WITHOUT_CASES
            text = b"".join(answer)
            if any(word in text for word in (*KEPT, *(CHILD if is_out else ()))):
                self.leaks.add(name)
            said += found
        return said


def letter_of(answer: HttpResponse, letter: str) -> str:
    """Return the letter for somebody let in, be it that their form has to be mended.

    Nothing for somebody kept out; `!` where the site breaks.
    """
    if answer.status_code >= 500:
        return "!"
    if answer.status_code == 302:
        return "" if "/sign-in/" in answer["Location"] else letter
    return "" if answer.status_code in (401, 403, 404, NOT_FOR_ANYBODY) else letter
