"""
Every form that the site sends by POST, as it stands on its page: where it goes and what it asks.

Who sees a page is read from `docs/reference/permissions.md`, which another test holds to the site;
so a form that is added is found here by itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from tests.rules.callers import CALLERS
from tests.rules.permission_matrix import Matrix

TABLE = Path("docs/reference/permissions.md")
ROW = re.compile(r"^\| `/(?P<address>[^`]*)` \| (?P<said>.*) \|$", re.MULTILINE)
CHOSEN = ("radio", "checkbox", "select")


@dataclass
class SiteForm:
    """One form. `fields`: name → kind of control, and the value that it offers."""

    sender: str  # one of CALLERS
    action: str
    fields: dict[str, tuple[str, str]] = field(default_factory=dict)

    def typed(self, text: str, day: tuple[str, str, str], choice: str = "") -> dict[str, str]:
        """Return the form filled in: every text, every date, and every choice or the first."""
        boxes = dict(zip(("day", "month", "year"), day, strict=True))
        sent = {}
        for name, (kind, offered) in self.fields.items():
            if kind in CHOSEN:
                sent[name] = choice or offered
            elif kind in ("hidden", "submit"):
                sent[name] = offered
            elif kind != "file":
                sent[name] = boxes.get(name.rpartition("_")[2], text)
        return sent

    @property
    def texts(self) -> list[str]:
        """The boxes in which anything may be written, dates left out."""
        return [
            name
            for name, (kind, _) in self.fields.items()
            if kind in ("text", "textarea") and not name.endswith(("_day", "_month", "_year"))
        ]


class _Reader(HTMLParser):
    """Reads the forms of one page."""

    def __init__(self, path: str, sender: str) -> None:
        super().__init__()
        self.path, self.sender = path, sender
        self.forms: list[SiteForm] = []
        self.within: SiteForm | None = None
        self.list = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            is_sent = told.get("method", "").lower() == "post"
            self.within = SiteForm(self.sender, told.get("action") or self.path)
            self.forms += [self.within] if is_sent else []
        elif self.within and tag in ("input", "textarea", "select", "button", "option"):
            self._control(self.within.fields, tag, told)

    def handle_endtag(self, tag: str) -> None:
        self.within = None if tag == "form" else self.within

    def _control(self, fields: dict[str, tuple[str, str]], tag: str, told: Mapping[str, str]):
        if tag == "option":
            if not fields[self.list][1]:
                fields[self.list] = ("select", told.get("value", ""))
        elif name := told.get("name"):
            kind = {"input": told.get("type", "text"), "button": "submit"}.get(tag, tag)
            fields.setdefault(name, (kind, told.get("value", "")))
            self.list = name if tag == "select" else self.list


def site_forms(matrix: Matrix) -> list[SiteForm]:
    """Return every form, each once."""
    found: dict[str, SiteForm] = {}
    for address, sender in _pages():
        path = matrix.path(address)
        page = matrix.clients[sender].get(path)
        reader = _Reader(path, sender)
        reader.feed(page.text if "html" in page["Content-Type"] else "")
        for form in reader.forms:
            found.setdefault(form.action, form)
    del found["/sign-out/"]
    return [*found.values()]


def _pages() -> Iterator[tuple[str, str]]:
    """Return each page with somebody who may open it, somebody who may send to it if any may."""
    for address, said in ROW.findall(TABLE.read_text(encoding="utf-8")):
        may = dict(zip(CALLERS, said.split(" | "), strict=False))
        senders = [name for name in CALLERS if may[name] == "rw"]
        readers = [name for name in CALLERS if "r" in may[name]]
        if readers and not address.startswith("api/"):
            yield address, (senders or readers)[0]
