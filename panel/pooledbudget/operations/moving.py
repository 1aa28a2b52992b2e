"""
What happens to a fund's money. Each verb builds its lines and posts one entry.

`amounts` are always agency id → pence for the fund year, each 0 or more and not all 0. In a fund
that is one pot, all of them come from or go to that pot; in an aligned fund, each agency's from
and to its own. `about` is the reference of the request. `key` makes a repeat harmless: the first
entry comes back and nothing moves. The day of an entry is that of `at` in London or, if that is
outside the fund year, the year's nearest day.

Paying in is for those who post to the fund. The other verbs don't ask whether `by` may do this:
the operation that calls them has.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from panel.agencies.models import Person
from panel.clock import LONDON
from panel.money import Pence
from panel.pooledbudget import chain, journal, queries
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.books import Books
from panel.pooledbudget.models import FundYear, JournalEntry
from panel.pooledbudget.operations.years import require_keeper
from panel.pooledbudget.refusals import KeyReused
from panel.refusals import Refusal

Amounts = Mapping[int, Pence]
PAST = {
    Verb.RECEIVE: "contribution received",
    Verb.RESERVE: "money reserved",
    Verb.COMMIT: "money committed",
    Verb.RELEASE: "money released",
}
HELD = (AccountKind.RESERVED, AccountKind.COMMITTED)


class AmountsRefused(Refusal):
    """Raised when an amount is negative or there is nothing to move."""

    def __init__(self, about: str) -> None:
        super().__init__(f"{about}: give an amount above £0.00.")


class PaperBooked(Refusal):
    """Raised when a paper by which money came in is booked already, for another amount."""

    def __init__(self, about: str) -> None:
        super().__init__(
            f"{about} is booked already, for another amount. Take that entry back in the ledger "
            "if it is wrong, and book the right one under a name of its own."
        )


@dataclass(frozen=True)
class _Order:
    """What one verb was asked to do; its fingerprint is what a repeat must have in common."""

    verb: Verb
    fund_year: FundYear
    about: str
    amounts: Amounts

    @property
    def fingerprint(self) -> str:
        shares = sorted((agency_id, pence) for agency_id, pence in self.amounts.items() if pence)
        return chain.fingerprint(self.verb, self.fund_year.pk, self.about, shares)

    def check(self) -> None:
        if not any(self.amounts.values()) or min(self.amounts.values()) < 0:
            raise AmountsRefused(self.about)

    def move(
        self, moves: Counter[int], books: Books, *, into: AccountKind, out_of: AccountKind
    ) -> None:
        for agency_id, pence in self.amounts.items():
            moves[books.account(into, agency_id)] += pence
            moves[books.account(out_of, agency_id)] -= pence


@transaction.atomic
def receive_contribution(
    *, fund_year: FundYear, about: str, amounts: Amounts, key: str, by: Person, at: datetime
) -> JournalEntry:
    """
    Book what agencies have paid in. `about` names the paper: an instalment, a remittance.

        Dr  Uncommitted                250,000.00
            Cr  Contribution, health               250,000.00

    Raises:
        access.Refused: This person doesn't post to the panel's fund.
        PaperBooked: It has been booked for another amount.
        PeriodClosed: The books of the year are closed.
    """
    require_keeper(by, panel_id=fund_year.fund.panel_id, at=at)
    order = _Order(Verb.RECEIVE, fund_year, about, amounts)
    order.check()
    moves: Counter[int] = Counter()
    order.move(
        moves,
        Books.of(fund_year),
        into=AccountKind.UNCOMMITTED,
        out_of=AccountKind.CONTRIBUTION,
    )
    try:
        return _post(order, moves, key=key, by=by, at=at)
    except KeyReused as reused:
        raise PaperBooked(about) from reused


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
    order = _Order(Verb.RESERVE, fund_year, about, amounts)
    order.check()
    moves: Counter[int] = Counter()
    order.move(
        moves, Books.of(fund_year), into=AccountKind.RESERVED, out_of=AccountKind.UNCOMMITTED
    )
    return _post(order, moves, key=key, by=by, at=at)


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
    order = _Order(Verb.COMMIT, fund_year, about, amounts)
    order.check()
    journal.hold(about)
    if first := journal.repeat_of(key, asked=order.fingerprint):
        return first
    books = Books.of(fund_year)
    moves: Counter[int] = Counter()
    order.move(moves, books, into=AccountKind.COMMITTED, out_of=AccountKind.UNCOMMITTED)
    _give_back(moves, books, about, (AccountKind.RESERVED,))
    return _post(order, moves, key=key, by=by, at=at)


@transaction.atomic
def release(*, about: str, key: str, by: Person, at: datetime) -> list[JournalEntry]:
    """
    Give back whatever a request has reserved and committed but not spent, if anything.

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


def release_part(
    *, fund_year: FundYear, about: str, amounts: Amounts, key: str, by: Person, at: datetime
) -> JournalEntry:
    """
    Give back part of what a request has committed, where its placement costs less than that.

        Dr  Uncommitted                 40,000.00
            Cr  Committed, health                   40,000.00

    Raises:
        NotHeld: The request has committed less than that.
        FundsShort: So have all requests together.
    """
    order = _Order(Verb.RELEASE, fund_year, about, amounts)
    order.check()
    moves: Counter[int] = Counter()
    books = Books.of(fund_year)
    order.move(moves, books, into=AccountKind.UNCOMMITTED, out_of=AccountKind.COMMITTED)
    return _post(order, moves, key=key, by=by, at=at)


def _release_year(
    fund_year: FundYear, about: str, *, key: str, by: Person, at: datetime
) -> JournalEntry | None:
    order = _Order(Verb.RELEASE, fund_year, about, {})
    if first := journal.repeat_of(key, asked=order.fingerprint):
        return first
    moves: Counter[int] = Counter()
    _give_back(moves, Books.of(fund_year), about, HELD)
    return _post(order, moves, key=key, by=by, at=at) if moves else None


def reverse(*, entry_id: int, reason: str, key: str, by: Person, at: datetime) -> JournalEntry:
    """Undo an entry by posting its mirror; both stay. Raises what `journal.reverse` raises."""
    return journal.reverse(entry_id=entry_id, memo=reason, key=key, by=by, at=at)


def _give_back(
    moves: Counter[int], books: Books, about: str, kinds: tuple[AccountKind, ...]
) -> None:
    for (kind, agency_id), pence in queries.held(books.fund_year, about).items():
        if kind in kinds:
            moves[books.account(kind, agency_id)] -= pence
            moves[books.account(AccountKind.UNCOMMITTED, agency_id)] += pence


def _post(
    order: _Order, moves: Mapping[int, int], *, key: str, by: Person, at: datetime
) -> JournalEntry:
    draft = journal.Draft(
        fund_year_id=order.fund_year.pk,
        verb=order.verb,
        memo=f"{order.about}: {PAST[order.verb]}",
        about=order.about,
        effective_on=order.fund_year.nearest_day(at.astimezone(LONDON).date()),
        lines=journal.lines_of(moves),
        asked=order.fingerprint,
    )
    entry = journal.post(draft, key=key, by=by, at=at)
    entry.fund_year = order.fund_year  # who reads on holds the fund's lock, and need not ask
    return entry
