"""
What a figure is made of: the part of a year's ledger whose postings it adds up. Pure.

A figure that carries its extract can be opened: the ledger's page, asked for it by its address,
lists just those entries and adds them up again to the same figure.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from urllib.parse import urlencode

from django.urls import reverse

from panel.pooledbudget.accounts import AccountGroup, AccountKind, Verb
from panel.working_days import ONE_DAY


class Measure(StrEnum):
    """How postings are added up: by what accounts grew, or what left them, or on one side."""

    GREW = ""
    LEFT = "left"
    DEBITS = "debits"
    CREDITS = "credits"


@dataclass(frozen=True, kw_only=True)
class Extract:
    """
    Part of the ledger of one fund year. What is empty or None narrows nothing.

    Attributes:
        verb: what the entries did, with those by which it was undone.
        is_gross: leaves out what agencies paid back of what was recharged to them.
        first, last: days of the year that entries belong to, both included.
        by: the moment by which they were posted, as of an older figure.
    """

    year: int  # the id of the fund year
    kind: AccountKind | AccountGroup | None = None
    agency: int | None = None  # its id
    verb: Verb | None = None
    is_gross: bool = False
    about: str = ""
    number: int | None = None
    first: date | None = None
    last: date | None = None
    by: datetime | None = None
    measure: Measure = Measure.GREW

    @property
    def kinds(self) -> tuple[AccountKind, ...]:
        """The kinds of account whose postings count; none: all of them."""
        if self.kind is None:
            return ()
        return self.kind.kinds if isinstance(self.kind, AccountGroup) else (self.kind,)

    @property
    def narrows_accounts(self) -> bool:
        """Whether postings on some accounts count, and others of the same entry don't."""
        return self.kind is not None or self.agency is not None

    @property
    def rows(self) -> str:
        """What it lists."""
        return "entries"

    @property
    def address(self) -> str:
        """Where its entries are listed and added up."""
        asked = {
            "year": self.year,
            "kind": self.kind,
            "agency": self.agency,
            "verb": self.verb,
            "gross": "on" if self.is_gross else "",
            "about": self.about,
            "number": self.number,
            "first": self.first,
            "last": self.last,
            "by": self.by and self.by.isoformat(),
            "measure": self.measure,
        }
        told = {name: value for name, value in asked.items() if value not in (None, "")}
        return f"{reverse('ledger')}?{urlencode(told)}"

    @property
    def whole(self) -> "Extract":
        """The same of all agencies."""
        return replace(self, agency=None)

    def since(self, earlier: "Extract") -> "Extract | None":
        """Return what came after the days of another; None if they differ in more than days."""
        if earlier.last is None or self != replace(earlier, last=self.last):
            return None
        return replace(self, first=earlier.last + ONE_DAY)
