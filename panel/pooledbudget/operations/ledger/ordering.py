"""
What one verb was asked to do with a fund's money, and the one entry that it posts.

`amounts` are always agency id → pence for the fund year, each 0 or more and not all 0. In a fund
that is one pot, all of them come from or go to that pot; in an aligned fund, each agency's from
and to its own. `about` is the reference of the request. `key` makes a repeat harmless: the first
entry comes back and nothing moves. The day of an entry is that `on` which its paper came in, where
somebody says so; else that of `at` in London; outside the fund year, the year's nearest day. Of a
paper that came in after the year, the entry says besides when that was.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from panel import clock
from panel.agencies.models import Person
from panel.money import Pence
from panel.pooledbudget import chain, holdings, journal
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.books import Books
from panel.pooledbudget.models import FundYear, JournalEntry
from panel.presentation import formatting
from panel.refusals import Refusal

Amounts = Mapping[int, Pence]
PAST = {
    Verb.RECEIVE: "contribution received",
    Verb.RESERVE: "money reserved",
    Verb.COMMIT: "money committed",
    Verb.RELEASE: "money released",
    Verb.ACCRUE: "delivered, not yet invoiced",
    Verb.LOWER_ACCRUAL: "less delivered than was accrued",
    Verb.INVOICE: "invoice received",
    Verb.PAY: "invoice paid",
    Verb.CREDIT: "credit note received",
    Verb.RECHARGE: "recharged to its agency",
    Verb.RECOVER: "recharge recovered",
    Verb.VIRE: "money moved",
    Verb.SET_ASIDE: "set aside against risk",
    Verb.SETTLE: "carried forward or given back",
    Verb.SHARE_ANEW: "given back, to be shared anew",
}


class NotThatDay(Refusal):
    """Raised when money would have come in on a day to come, or before the year that it is of."""

    field = "received_on"


class AmountsRefused(Refusal):
    """Raised when an amount is negative or there is nothing to move."""

    def __init__(self, about: str) -> None:
        super().__init__(f"{about}: give an amount above £0.00.")


@dataclass(frozen=True)
class Order:
    """What one verb was asked to do; its fingerprint is what a repeat must have in common."""

    verb: Verb
    fund_year: FundYear
    about: str
    amounts: Amounts
    on: date | None = None
    remark: str = ""  # what the entry says besides; a repeat may say another

    @property
    def fingerprint(self) -> str:
        """The order as one hash."""
        shares = sorted((agency_id, pence) for agency_id, pence in self.amounts.items() if pence)
        return chain.fingerprint(self.verb, self.fund_year.pk, self.about, shares)

    def check(self) -> None:
        """Raise `AmountsRefused` unless there is something to move, and nothing backwards."""
        if not any(self.amounts.values()) or min(self.amounts.values()) < 0:
            raise AmountsRefused(self.about)

    def move(
        self, moves: Counter[int], books: Books, *, into: AccountKind, out_of: AccountKind
    ) -> None:
        """Add to `moves` (account id → pence) that each amount goes from one kind to another."""
        for agency_id, pence in self.amounts.items():
            shift(moves, books, agency_id, pence, into=into, out_of=out_of)

    def draw(
        self,
        moves: Counter[int],
        books: Books,
        held: Counter[holdings.Holding],
        *,
        into: AccountKind,
        first: AccountKind,
        then: AccountKind,
    ) -> None:
        """Add to `moves` that each amount comes from `first`, and what that lacks from `then`.

        `held` is what the request holds, and holds so much less afterwards. What it has on neither
        is asked of `first`, whose account then refuses.
        """
        for agency_id, pence in self.amounts.items():
            lacking = max(0, pence - held[first, agency_id])
            rest = min(lacking, held[then, agency_id])
            for kind, part in ((first, pence - rest), (then, rest)):
                shift(moves, books, agency_id, part, into=into, out_of=kind)
                held[kind, agency_id] -= part

    def carry_out(
        self,
        *,
        into: AccountKind,
        out_of: AccountKind,
        key: str,
        by: Person,
        at: datetime,
    ) -> JournalEntry:
        """Check the order and post it, where all of it goes from one kind to another."""
        self.check()
        moves: Counter[int] = Counter()
        self.move(moves, Books.of(self.fund_year), into=into, out_of=out_of)
        return self.post(moves, key=key, by=by, at=at)

    def post(
        self, moves: Mapping[int, int], *, key: str, by: Person, at: datetime
    ) -> JournalEntry:
        """Post one entry with these moves: account id → pence, debits positive."""
        entry = journal.post(self.draft(moves, at=at), key=key, by=by, at=at)
        entry.fund_year = self.fund_year  # who reads on holds the fund's lock, and need not ask
        return entry

    def draft(self, moves: Mapping[int, int], *, at: datetime) -> journal.Draft:
        """Return the entry that these moves make."""
        return journal.Draft(
            fund_year_id=self.fund_year.pk,
            verb=self.verb,
            memo=f"{self.about}: {PAST[self.verb]}{self.remark}{self._came_in}",
            about=self.about,
            effective_on=self._day(clock.date_of(at)),
            lines=journal.lines_of(moves),
            asked=self.fingerprint,
        )

    def _day(self, today: date) -> date:
        """Return the day on which it counts; refuse one that can't be."""
        if self.on is None:
            return self.fund_year.nearest_day(today)
        if self.on > today:
            raise NotThatDay(f"{self.on:%-d %B %Y} lies ahead: book it once it has come in.")
        if self.on < self.fund_year.starts_on:
            raise NotThatDay(f"{self.on:%-d %B %Y} is before {self.fund_year.span}.")
        return self.fund_year.nearest_day(self.on)

    @property
    def _came_in(self) -> str:
        """What the entry says of a paper that came in after its year was over."""
        if self.on is None or self.on <= self.fund_year.ends_on:
            return ""
        return f", came in {formatting.short_day(self.on)}"


def shift(
    moves: Counter[int],
    books: Books,
    agency_id: int,
    pence: int,
    *,
    into: AccountKind,
    out_of: AccountKind,
) -> None:
    """Add to `moves` that an agency's pence go from one kind of account to another."""
    moves[books.account(into, agency_id)] += pence
    moves[books.account(out_of, agency_id)] -= pence
