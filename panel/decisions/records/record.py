"""
What a decision record says, as frozen plain values; `canonical` writes them as JSON.

Everything printed on the record is here or in `evidence.py`, and nothing else is printed. Nothing
is looked up, worked out from today's date or rendered in this module.
"""

from dataclasses import dataclass
from datetime import date

from pydantic import AwareDatetime

from panel.decisions.records.evidence import (
    Advice,
    Attempt,
    Attender,
    Child,
    Interest,
    Option,
    Paper,
    Quorum,
    Request,
    Urgent,
    Voice,
)
from panel.decisions.records.free_text import FreeText
from panel.decisions.records.funding import (
    Consent,
    CostLine,
    DoesNotAdd,
    FundingShare,
    FundPosition,
    SettledDispute,
    Totals,
    totals,
)


@dataclass(frozen=True, kw_only=True)
class Header:
    """Which record this is, of which meeting of which panel, and what it replaces."""

    reference: str  # of the placement request, "JRAP-2026-00042"
    record_number: str  # "JRAP-2026-00042/1"
    version: int
    supersedes: str | None = None  # the record number that this one replaces …
    correction: str | None = None  # … and why
    classification: str = "OFFICIAL-SENSITIVE: PERSONAL"
    panel_name: str
    partners: str  # "Kent County Council and NHS Kent and Medway"
    meeting: str  # "Meeting 14, scheduled" or "extraordinary"; "Urgent decision out of meeting"
    met_on: date
    rules: str  # which version of the panel's own rules was in force
    issued_at: AwareDatetime
    verify_at: str  # the address at which anyone with the file can check it


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What must be done for the decision to stand."""

    what: FreeText
    owner: str
    due_on: date
    otherwise: str | None = None  # what follows if it is not done


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided, and why: by the panel, or out of it, as `urgent` then says."""

    outcome: str  # "Agreed with 2 conditions"
    statement: str  # one or two sentences
    standing: str = ""  # what it is worth by itself, where that isn't everything
    reasons: tuple[FreeText, ...]
    conditions: tuple[Condition, ...] = ()
    departures: tuple[
        FreeText, ...
    ] = ()  # from advice or from the panel's own rules, with the reason
    dissent: tuple[str, ...] = ()
    equality: FreeText = ""  # how it was considered
    return_plan: FreeText = ""  # how the child comes back, from a place outside the area
    decided_on: date
    decided_by: str


@dataclass(frozen=True, kw_only=True)
class LegalBasis:
    """A power or duty that the decision rests on."""

    provision: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """A review or an action: what will be done, by whom, and when."""

    what: str
    owner: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class Notification:
    """How the family is told, and what they may do if they disagree."""

    letter: str  # "By letter and telephone, by 24 November 2026"
    rights: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Retention:
    """How long the record is kept, by which rule, and who may have a copy."""

    record_class: str
    rule: str
    shared_with: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DecisionRecord:
    """Everything printed on a decision record."""

    header: Header
    child: Child
    request: Request
    attendance: tuple[Attender, ...]
    quorum: Quorum
    interests: tuple[Interest, ...] = ()
    urgent: Urgent | None = None  # of what was decided between meetings
    papers: tuple[Paper, ...] = ()
    voice: Voice
    strengths: FreeText = ""
    attempts: tuple[Attempt, ...] = ()  # what was tried before the request …
    attempts_few: FreeText | None = None  # … and why it wasn't more
    needs: tuple[FreeText, ...]  # what the panel found that the child needs …
    outcomes: tuple[FreeText, ...] = ()  # … and what should come of it
    advice: tuple[Advice, ...] = ()
    options: tuple[Option, ...] = ()
    decision: Decision
    costs: tuple[CostLine, ...] = ()
    shares: tuple[FundingShare, ...] = ()
    split_reason: FreeText = ""  # why the cost is shared so, where somebody says
    seniority: tuple[str, ...] = ()  # how senior one of those who approve had to be, and why
    disputes: tuple[SettledDispute, ...] = ()  # about who pays, the first at the head
    consents: tuple[Consent, ...] = ()  # to go beyond the fund, the first at the head
    fund: FundPosition | None = None
    legal_basis: tuple[LegalBasis, ...] = ()
    reviews: tuple[Step, ...] = ()
    actions: tuple[Step, ...] = ()
    notification: Notification
    retention: Retention

    def __post_init__(self) -> None:
        if self.shares and totals(self.shares) != self.totals:
            raise DoesNotAdd(
                f"{self.header.record_number}: the agencies pay {totals(self.shares)}, the "
                f"placement costs {self.totals} (pence a week, this year, a full year)."
            )

    @property
    def totals(self) -> Totals:
        """What the placement costs in all: in a week, this financial year and a full year."""
        return totals(self.costs)

    @property
    def basis_points(self) -> int:
        """What the agencies' shares come to, of 10,000."""
        return sum(share.basis_points for share in self.shares)
