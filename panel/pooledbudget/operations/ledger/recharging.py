"""
What the fund paid in an agency's stead, asked back and got back. See `ordering`.

Neither asks whether `by` may do this: the operation that calls it has.
"""

from datetime import date, datetime

from panel.agencies.models import Person
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.models import FundYear, JournalEntry
from panel.pooledbudget.operations.ledger.ordering import Amounts, Order


def recharge(
    *, fund_year: FundYear, about: str, amounts: Amounts, key: str, by: Person, at: datetime
) -> JournalEntry:
    """
    Ask an agency for its share of what was paid, which the fund has paid in its stead.

        Dr  Recoverable, health         12,000.00
            Cr  Spent, health                       12,000.00

    Raises:
        NotHeld: Less has been spent on the request for that agency.
        FundsShort: So has on all requests together.
    """
    return Order(Verb.RECHARGE, fund_year, about, amounts).carry_out(
        into=AccountKind.RECOVERABLE, out_of=AccountKind.SPENT, key=key, by=by, at=at
    )


def recover(
    *,
    fund_year: FundYear,
    about: str,
    amounts: Amounts,
    on: date | None = None,
    key: str,
    by: Person,
    at: datetime,
) -> JournalEntry:
    """
    Book what an agency has paid back: it may be promised anew.

    It counts from the day `on` which it came in, if that is said.

        Dr  Uncommitted                 12,000.00
            Cr  Recoverable, health                 12,000.00

    Raises:
        NotHeld: The agency owes less for the request.
        FundsShort: It owes less altogether.
    """
    return Order(Verb.RECOVER, fund_year, about, amounts, on).carry_out(
        into=AccountKind.UNCOMMITTED, out_of=AccountKind.RECOVERABLE, key=key, by=by, at=at
    )
