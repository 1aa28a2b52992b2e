"""The letter to a family on paper: what it says frozen as JSON, and printed."""

import hashlib
import json
from dataclasses import asdict, dataclass

from django.template.loader import render_to_string

from panel import clock
from panel.cases import queries as requests
from panel.decisions.models import Decision, FamilyLetter, Telling
from panel.decisions.printing import press
from panel.decisions.telling import letter as family_letter
from panel.decisions.telling.letter import Passage

ATTACHMENT = "letter.json"


@dataclass(frozen=True)
class Content:
    """Everything that a letter says, but for the day it was written and who wrote it."""

    reference: str
    panel: str
    partners: str
    about: str  # the child's or young person's name: it is their own letter
    passages: tuple[Passage, ...]


def content(decision: Decision) -> Content:
    """Return what the letter about a decision has to say now."""
    decided_on = clock.date_of(decision.decided_at)
    rules = requests.rules_for(decision.placement_request, on=decided_on)
    request, child = decision.placement_request, decision.placement_request.child
    return Content(
        reference=request.reference,
        panel=rules.identity.title,
        partners=", ".join(rules.identity.owner_bodies),
        about=f"{child.given_name} {child.family_name}",
        passages=family_letter.letter(decision, rules),
    )


def said(telling: Telling) -> tuple[Content, FamilyLetter | None]:
    """Return what the letter says: what it said when they were told, or has to say now.

    With the letter that was written so, if one was.
    """
    if telling.letter is not None:
        return from_json(telling.letter.content), telling.letter
    told = content(telling.decision)
    same = telling.decision.letters.filter(content_sha256=sha256(to_json(told)))
    return told, same.first()


def to_json(told: Content) -> str:
    """Write a letter: the same always gives the same text, and `from_json` gives it back."""
    return json.dumps(asdict(told), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def from_json(written: str) -> Content:
    """Read a letter back."""
    plain = json.loads(written)
    return Content(**plain | {"passages": tuple(Passage(**each) for each in plain["passages"])})


def sha256(written: str) -> str:
    """Return the fingerprint of what a letter says, 64 hexadecimal digits."""
    return hashlib.sha256(written.encode()).hexdigest()


def printed(letter: FamilyLetter) -> bytes:
    """
    Print a letter as it was written: a tagged PDF with its data attached.

    Raises:
        press.CannotRender: Pango or the typeface is missing here; says what to run.
    """
    attached = press.Attached(
        ATTACHMENT, "The letter as data", letter.content.encode(), letter.written_at
    )
    context = {
        "letter": letter,
        "told": from_json(letter.content),
        "unprinted": press.unprinted(letter.content),
    }
    html = render_to_string("decisions/letter.html", context)
    return press.printed(html, attached, identity=letter.content_sha256)
