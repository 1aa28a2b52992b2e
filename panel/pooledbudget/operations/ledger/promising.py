"""
Money reserved for a request and promised to it, and given back. See `ordering` for what is common.

None of these asks whether `by` may do this: the operation that calls it has.
"""

from collections import Counter
from datetime import datetime

from django.db import transaction

from panel.agencies.models import Person
from panel.pooledbudget import holdings, journal, queries
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.books import Books
from panel.pooledbudget.models import FundYear, JournalEntry
from panel.pooledbudget.operations.ledger.ordering import Amounts, Order, shift

#: What a request holds that no invoice has claimed yet.
HELD = (AccountKind.RESERVED, AccountKind.COMMITTED, AccountKind.ACCRUED)


def reserve(
    *, fund_year: FundYear, about: str, amounts: Amounts, key: str, by: Person, at: datetime
) -> JournalEntry:
    """
    Set money aside for a request that is under consideration.

        Dr  Reserved, education        100,000.00
        Dr  Reserved, health           134,000.00
            Cr  Uncommitted                        234,000.00

    Raises:
        FundsShort: The pot would go below its floor.
    """
    return Order(Verb.RESERVE, fund_year, about, amounts).carry_out(
        into=AccountKind.RESERVED, out_of=AccountKind.UNCOMMITTED, key=key, by=by, at=at
    )


@transaction.atomic
def commit(
    *, fund_year: FundYear, about: str, amounts: Amounts, key: str, by: Person, at: datetime
) -> JournalEntry:
    """
    Promise money to an approved placement: first what the request has reserved, all of it.

    What the reservation lacks comes from the pot; what it has too much goes back there. With no
    reservation, everything comes from the pot.

        Dr  Committed, health          134,000.00
            Cr  Reserved, health                   120,000.00
            Cr  Uncommitted                         14,000.00

    Raises:
        FundsShort: The pot would go below its floor.
    """
    order = Order(Verb.COMMIT, fund_year, about, amounts)
    order.check()
    journal.hold(about)
    if first := journal.repeat_of(key, asked=order.fingerprint):
        return first
    books = Books.of(fund_year)
    moves: Counter[int] = Counter()
    order.move(moves, books, into=AccountKind.COMMITTED, out_of=AccountKind.UNCOMMITTED)
    _give_back(moves, books, about, (AccountKind.RESERVED,))
    return order.post(moves, key=key, by=by, at=at)


@transaction.atomic
def release(*, about: str, key: str, by: Person, at: datetime) -> list[JournalEntry]:
    """
    Give back whatever a request holds that isn't invoiced or spent, if anything.

    Returns one entry for each fund year in which it held money, oldest first; none if it held
    none. `key` with the fund year's id behind it is the key of each.

        Dr  Uncommitted                134,000.00
            Cr  Committed, health                  134,000.00
    """
    journal.hold(about)
    entries = [
        _release_year(fund_year, about, key=f"{key}/{fund_year.pk}", by=by, at=at)
        for fund_year in queries.years_of(about)
    ]
    return [entry for entry in entries if entry is not None]


@transaction.atomic
def release_year(
    *, fund_year: FundYear, about: str, because: str, key: str, by: Person, at: datetime
) -> JournalEntry | None:
    """Give back what `release` would, of one year alone, and say why; None if that is nothing."""
    journal.hold(about)
    remark = f", no more for {fund_year.span}: {because}"
    return _release_year(fund_year, about, remark=remark, key=key, by=by, at=at)


@transaction.atomic
def release_part(
    *,
    fund_year: FundYear,
    about: str,
    amounts: Amounts,
    because: str = "",
    key: str,
    by: Person,
    at: datetime,
) -> JournalEntry:
    """
    Give back part of what is promised for a request, where its placement costs less than that.

    `because`: what the entry says of why, if anything, as in `for the change JRAP-2026-00042`.

    First what is only committed; what this lacks, of what is accrued.

        Dr  Uncommitted                 40,000.00
            Cr  Committed, health                   40,000.00

    Raises:
        NotHeld: Less than that is promised for the request.
        FundsShort: So it is for all requests together.
    """
    remark = f", {because}" if because else ""
    order = Order(Verb.RELEASE, fund_year, about, amounts, remark=remark)
    order.check()
    journal.hold(about)
    if first := journal.repeat_of(key, asked=order.fingerprint):
        return first
    moves: Counter[int] = Counter()
    order.draw(
        moves,
        Books.of(fund_year),
        holdings.held(fund_year, about),
        into=AccountKind.UNCOMMITTED,
        first=AccountKind.COMMITTED,
        then=AccountKind.ACCRUED,
    )
    return order.post(moves, key=key, by=by, at=at)


def _release_year(
    fund_year: FundYear, about: str, *, remark: str = "", key: str, by: Person, at: datetime
) -> JournalEntry | None:
    order = Order(Verb.RELEASE, fund_year, about, {}, remark=remark)
    if first := journal.repeat_of(key, asked=order.fingerprint):
        return first
    moves: Counter[int] = Counter()
    _give_back(moves, Books.of(fund_year), about, HELD)
    return order.post(moves, key=key, by=by, at=at) if moves else None


def _give_back(
    moves: Counter[int], books: Books, about: str, kinds: tuple[AccountKind, ...]
) -> None:
    for (kind, agency_id), pence in holdings.held(books.fund_year, about).items():
        if kind in kinds:
            shift(moves, books, agency_id, pence, into=AccountKind.UNCOMMITTED, out_of=kind)
