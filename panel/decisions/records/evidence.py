"""
What was before the panel when it decided: the part of a record that others supplied.

Plain frozen values, used by `record.py` only as fields of `DecisionRecord`.
"""

from dataclasses import dataclass
from datetime import date

from panel.decisions.records.free_text import FreeText
from panel.money import Pence


@dataclass(frozen=True, kw_only=True)
class Agency:
    """One of the partners, as it was called on the day."""

    code: str  # "education", "health" or "social-care" draw their marks; any other has none
    name: str


@dataclass(frozen=True, kw_only=True)
class Child:
    """As little about the child as the decision needs: no name, no NHS number, no address."""

    initials: str
    age: int  # in whole years on the day of the decision
    main_need: str
    other_needs: tuple[str, ...] = ()
    legal_status: str
    has_ehc_plan: bool
    setting: str  # where the child learns or lives now


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """A date set by law or policy that the request runs under."""

    name: str
    source: str  # the rule or regulation it comes from
    due_on: date
    finding: str  # "Met, 12 days early", or the exception that applies


@dataclass(frozen=True, kw_only=True)
class Change:
    """The placement that a request would change, why, and on which terms it stood."""

    placement: str  # its reference, "JRAP-2026-00042"
    what: str  # "A different rate"
    because: FreeText
    applies_from: date  # as it was asked for
    terms: str  # "Alder Vale, 52 weeks a year, £3,420.01 a week, until 31 July 2028. Paid by …"


@dataclass(frozen=True, kw_only=True)
class Request:
    """What was asked for, by whom, and when."""

    kind: str  # "New placement", "Change", "Extension", "Ratification" …
    asked_for: str
    referrer: str
    agency: Agency
    received_on: date
    change: Change | None = None  # of a placement that stands
    deadlines: tuple[Deadline, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Attender:
    """A person with a seat at the meeting, there or not, or a guest."""

    name: str
    agency: Agency | None
    role: str
    presence: str  # "Present", "Absent", "Left for this item", "For this item"


@dataclass(frozen=True, kw_only=True)
class Quorum:
    """Whether enough of the right people decided this item."""

    rule: str  # in words
    is_met: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ratification:
    """What the panel said afterwards of a decision made without it."""

    outcome: str  # "Ratified" or "Not ratified"
    meeting: str  # "Meeting 15"
    answered_on: date
    answered_by: str
    reasons: tuple[FreeText, ...]
    follow_up: str | None = None  # what has to happen where it isn't ratified
    quorum: Quorum


@dataclass(frozen=True, kw_only=True)
class Urgent:
    """That a decision was made between two meetings, how, and how far it is ratified."""

    because: FreeText  # why it could not wait for a meeting
    needed_on: date
    taken_by: str  # who said that it could not wait
    rule: str  # who had to agree to it, by the panel's rules
    to_be_ratified: str  # "By Meeting 15, on 8 December 2026"; or that it no longer is
    ratification: Ratification | None = None


@dataclass(frozen=True, kw_only=True)
class Interest:
    """An interest that a member declared in this item, and what was done about it."""

    name: str
    nature: FreeText
    action: str


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper that the members had before them."""

    title: str
    author: str
    dated_on: date
    sha256: str
    waiver: FreeText | None = None  # who allowed it late, and why


@dataclass(frozen=True, kw_only=True)
class Advice:
    """What an agency's adviser said."""

    agency: Agency
    adviser: str
    opinion: str  # "Supports B with a condition"
    summary: FreeText
    given_on: date
    days_late: int = 0  # working days; 0 when on time


@dataclass(frozen=True, kw_only=True)
class Voice:
    """What the child said, and what the family thinks."""

    words: FreeText  # the child's own, without quotation marks; "" when there are none …
    how_obtained: FreeText  # … and then this says why
    obtained_on: date | None = None
    family_views: FreeText
    disagreement: str | None = None


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """Something that was tried before the request was made."""

    what: FreeText
    period: str  # in words; "Not recorded" when nobody said
    effect: FreeText


@dataclass(frozen=True, kw_only=True)
class Option:
    """A way of meeting the need: whether it suits, before what it costs."""

    label: str  # "A", "B" …
    name: str
    meets_needs: str  # "Yes", "Partly" or "No"
    suitability: FreeText
    travel: str
    starts_on: date | None = None
    weekly_pence: Pence | None  # None, as the next two, until its dates are known
    this_year_pence: Pence | None
    full_year_pence: Pence | None
    is_chosen: bool = False
    why_not: FreeText | None = None  # why it was not chosen
