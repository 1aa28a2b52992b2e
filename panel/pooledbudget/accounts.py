"""
The chart of accounts: every kind of account a fund year has, and what an entry does with them.

Money comes in at the credit of the agency that paid it and lies at the debit of the account that
says what has become of it, so in every fund year

    contributions = uncommitted + reserved + committed + accrued + invoiced + spent
                    + risk reserve + recoverable
"""

from dataclasses import dataclass
from enum import Enum, StrEnum


class Side(StrEnum):
    """The side of an account that a posting stands on."""

    DEBIT = "debit"
    CREDIT = "credit"

    @property
    def opposite(self) -> "Side":
        """The side that undoes this one."""
        return Side.CREDIT if self is Side.DEBIT else Side.DEBIT


class Verb(StrEnum):
    """What an entry did with the money."""

    RECEIVE = "receive"
    RESERVE = "reserve"
    COMMIT = "commit"
    RELEASE = "release"
    ACCRUE = "accrue"
    LOWER_ACCRUAL = "lower accrual"
    INVOICE = "invoice"
    PAY = "pay"
    CREDIT = "credit"
    RECHARGE = "recharge"
    RECOVER = "recover"
    VIRE = "vire"
    SET_ASIDE = "set aside"
    SETTLE = "settle fund year"
    SHARE_ANEW = "share anew"
    REVERSE = "reverse"


class FundKind(StrEnum):
    """How the partners hold their money."""

    POOLED = "pooled"
    ALIGNED = "aligned"
    INTERNAL = "internal"

    @property
    def is_one_pot(self) -> bool:
        """Whether uncommitted money has lost the identity of the agency that paid it in."""
        return self is not FundKind.ALIGNED


class Kept(Enum):
    """How many accounts of a kind a fund year has."""

    ONCE = "one"
    PER_AGENCY = "one for each agency"
    PER_POT = "one for each pot: a single one, or one for each agency of an aligned fund"


class AccountKind(StrEnum):
    """What an account says about the money on it."""

    CONTRIBUTION = "contribution"
    UNCOMMITTED = "uncommitted"
    RESERVED = "reserved"
    COMMITTED = "committed"
    ACCRUED = "accrued"
    INVOICED = "invoiced"
    SPENT = "spent"
    RISK_RESERVE = "risk_reserve"
    RECOVERABLE = "recoverable"


class AccountGroup(StrEnum):
    """Several kinds of account that pages and reports tell of as one."""

    ACTUAL = "actual"
    BOUGHT = "bought"
    PAID = "paid"
    UNPAID = "unpaid"
    COST = "cost"
    PROMISED = "promised"
    LEFT = "left"
    HELD = "held"

    @property
    def kinds(self) -> tuple[AccountKind, ...]:
        """The kinds of account that it holds, all of which grow on one side."""
        return GROUPS[self]


_K = AccountKind
GROUPS: dict[AccountGroup, tuple[AccountKind, ...]] = {
    # What providers have delivered, invoiced or been paid for: by whomever in the end.
    AccountGroup.ACTUAL: (_K.ACCRUED, _K.INVOICED, _K.SPENT, _K.RECOVERABLE),
    AccountGroup.BOUGHT: (_K.ACCRUED, _K.INVOICED, _K.SPENT),
    AccountGroup.PAID: (_K.SPENT, _K.RECOVERABLE),
    AccountGroup.UNPAID: (_K.COMMITTED, _K.ACCRUED, _K.INVOICED),
    AccountGroup.COST: (_K.COMMITTED, _K.ACCRUED, _K.INVOICED, _K.SPENT, _K.RECOVERABLE),
    AccountGroup.PROMISED: (_K.RESERVED, _K.COMMITTED),
    AccountGroup.LEFT: (_K.UNCOMMITTED, _K.RISK_RESERVE),
    AccountGroup.HELD: tuple(kind for kind in AccountKind if kind is not _K.CONTRIBUTION),
}


@dataclass(frozen=True)
class AccountType:
    """The rules for every account of one kind."""

    name: str
    normal_side: Side  # the side on which its balance grows
    kept: Kept
    is_per_request: bool  # money on it belongs to the request that each entry is about
    says: str


CHART: dict[AccountKind, AccountType] = {
    AccountKind.CONTRIBUTION: AccountType(
        "Contribution",
        Side.CREDIT,
        Kept.PER_AGENCY,
        is_per_request=False,
        says="What an agency has paid in for the year, with what was moved in or out for it.",
    ),
    AccountKind.UNCOMMITTED: AccountType(
        "Uncommitted",
        Side.DEBIT,
        Kept.PER_POT,
        is_per_request=False,
        says="What may still be promised. Never below its authorised floor.",
    ),
    AccountKind.RESERVED: AccountType(
        "Reserved",
        Side.DEBIT,
        Kept.PER_AGENCY,
        is_per_request=True,
        says="An agency's shares of requests that are under consideration.",
    ),
    AccountKind.COMMITTED: AccountType(
        "Committed",
        Side.DEBIT,
        Kept.PER_AGENCY,
        is_per_request=True,
        says="An agency's shares of approved placements that aren't yet delivered or invoiced.",
    ),
    AccountKind.ACCRUED: AccountType(
        "Accrued",
        Side.DEBIT,
        Kept.PER_AGENCY,
        is_per_request=True,
        says="An agency's shares of what was delivered and isn't yet invoiced.",
    ),
    AccountKind.INVOICED: AccountType(
        "Invoiced",
        Side.DEBIT,
        Kept.PER_AGENCY,
        is_per_request=True,
        says="An agency's shares of providers' invoices that aren't yet paid.",
    ),
    AccountKind.SPENT: AccountType(
        "Spent",
        Side.DEBIT,
        Kept.PER_AGENCY,
        is_per_request=True,
        says="An agency's shares of what has been paid to providers.",
    ),
    AccountKind.RISK_RESERVE: AccountType(
        "Risk reserve",
        Side.DEBIT,
        Kept.ONCE,
        is_per_request=False,
        says="What the agreement sets aside against overspending.",
    ),
    AccountKind.RECOVERABLE: AccountType(
        "Recoverable",
        Side.DEBIT,
        Kept.PER_AGENCY,
        is_per_request=True,
        says="What the fund has paid in an agency's stead, asked back and not yet got.",
    ),
}
