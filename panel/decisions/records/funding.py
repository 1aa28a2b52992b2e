"""
What a placement costs and who pays, as a decision record prints it: frozen plain values.

Nothing is split or posted here; the amounts come from the ledger's own operations.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import AwareDatetime

from panel.decisions.records.evidence import Agency
from panel.decisions.records.free_text import FreeText
from panel.money import Pence


class DoesNotAdd(ValueError):
    """When the agencies' shares do not come to the cost of the placement, to the penny."""


@dataclass(frozen=True, kw_only=True)
class CostLine:
    """One cost of the chosen option."""

    name: str
    basis: str  # how the amounts were worked out: "52 weeks; 84 days this year"
    weekly_pence: Pence
    this_year_pence: Pence
    full_year_pence: Pence


@dataclass(frozen=True, kw_only=True)
class FundingShare:
    """What one agency pays, and who bound it to pay."""

    agency: Agency
    basis_points: int
    weekly_pence: Pence
    this_year_pence: Pence
    full_year_pence: Pence
    approved_by: str
    approved_at: AwareDatetime
    authority: str  # the limit or delegation in force at that time
    payer: str = ""  # the body in law and its budget, where the panel's rules name them
    basis: str = ""  # what health's share rests on


@dataclass(frozen=True, kw_only=True)
class SettledDispute:
    """A disagreement about who pays, and how it was settled."""

    agency: Agency  # that refused its share …
    opened_on: date
    because: FreeText  # … and why
    level: str  # who had to settle it: "directors"
    interim_funder: str | None  # who paid meanwhile, without prejudice
    settled_on: date
    settlement: FreeText  # what was settled, and why
    recorded_by: str


@dataclass(frozen=True, kw_only=True)
class Consent:
    """An agency's consent to go beyond the fund's money, or what its rules permit."""

    agency: Agency
    to_what: str  # with the amount, where it has one
    reason: FreeText
    given_at: AwareDatetime
    given_by: str


@dataclass(frozen=True, kw_only=True)
class FundPosition:
    """What the fund had uncommitted before and after this decision.

    before + reserved - committed = after
    """

    fund: str
    financial_year: str  # "2026 to 2027"
    before_pence: Pence
    set_aside_pence: Pence  # for this request already, so no longer in `before_pence`
    committed_pence: Pence
    after_pence: Pence
    journal: str  # the number of the ledger entry


Totals = tuple[Pence, Pence, Pence]


def totals(amounts: Sequence[CostLine] | Sequence[FundingShare]) -> Totals:
    """Add amounts up: in a week, this financial year and a full year, in that order."""
    return (
        Pence(sum(amount.weekly_pence for amount in amounts)),
        Pence(sum(amount.this_year_pence for amount in amounts)),
        Pence(sum(amount.full_year_pence for amount in amounts)),
    )
