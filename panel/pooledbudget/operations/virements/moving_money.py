"""
Moving money as everybody agreed whom the rules name.

It is never retrospective: the day of the entry is no earlier than that of the last consent.
"""

from collections import Counter
from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies.models import Person
from panel.money import Pence, split
from panel.policies import queries as versions
from panel.pooledbudget import journal
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.books import Books
from panel.pooledbudget.models import Fund, FundYear, JournalEntry, Route, Virement
from panel.pooledbudget.operations.ledger.ordering import Amounts, Order, shift
from panel.pooledbudget.operations.virements.viring import (
    NobodyAgrees,
    locked,
    move,
    require_there,
)
from panel.pooledbudget.operations.years.opening import require_keeper
from panel.pooledbudget.virements import queries as virements
from panel.pooledbudget.year_end import queries as year_end


@transaction.atomic
def vire(*, virement_id: int, by: Person, at: datetime) -> Virement:
    """
    Post what everybody agreed to. Pressing again moves nothing.

        Dr  Contribution, education     20,000.00
        Dr  Uncommitted, health         20,000.00
            Cr  Uncommitted, education              20,000.00
            Cr  Contribution, health                20,000.00

    From the risk reserve it is credited to that; where each agency has its own pot, each gives as
    much of its contribution as it has a part in the reserve. Out of the fund, two entries are
    posted: in each fund the agency's contribution stands against its uncommitted money.

    Raises:
        access.Refused: this person doesn't post to every fund concerned.
        NobodyAgrees: somebody hasn't agreed yet, or so much has moved since that by the rules
            somebody else has to.
        chart.MoveRefused: it was withdrawn.
        NotThere: less lies there by now than shall move.
        PeriodClosed: the books of a year are closed.
    """
    virement = locked(virement_id)
    for year in _years(virement):
        require_keeper(by, panel_id=year.fund.panel_id, at=at)
    if virement.posted_at is not None:
        return virement
    virement.arrow("post")
    _require_agreed(virement)
    _lock_funds(virement)
    _require_within_limit(virement)
    pence, route = Pence(virement.amount_pence), Route(virement.route)
    require_there(virement.fund_year, route, virement.from_agency_id, pence)
    virement.posted_at, virement.posted_by = at, by.username
    move(virement, "post", by=by, at=at)
    for fund_year in sorted(_years(virement), key=lambda year: year.fund_id):
        _post(virement, fund_year, by=by, at=at)
    return virement


def _years(virement: Virement) -> list[FundYear]:
    """Return the years in which it moves money: one, or the two of a way out."""
    return [year for year in (virement.fund_year, virement.to_fund_year) if year is not None]


def _lock_funds(virement: Virement) -> None:
    """Let nobody else move money of its funds: the older fund first, whichever gives."""
    fund_ids = sorted(year.fund_id for year in _years(virement))
    list(Fund.objects.select_for_update(no_key=True).filter(pk__in=fund_ids).order_by("pk"))
    for fund_id in fund_ids:
        journal.hold_fund(fund_id)


def _require_agreed(virement: Virement) -> None:
    """Raise unless everybody has agreed, which nobody does once its year is over."""
    if missing := virements.missing(virement):
        raise NobodyAgrees(*(f"{party.name} hasn’t agreed yet." for party in missing))


def _require_within_limit(virement: Virement) -> None:
    """Raise `NobodyAgrees` where the rules name others, for all that moved in the year with it."""
    year, route = virement.fund_year, Route(virement.route)
    rules = versions.fund_terms_of(year.fund.panel_id, on=clock.date_of(virement.proposed_at))
    pence = Pence(virements.moved_pence(year, route) + virement.amount_pence)
    if virements.who_agrees(rules, route, pence) != virement.agreed_by:
        raise NobodyAgrees(
            "With what has moved since in this year it is over a limit of the panel’s rules. "
            "Propose it anew, so that those agree whom they name for so much."
        )


def _post(virement: Virement, fund_year: FundYear, *, by: Person, at: datetime) -> JournalEntry:
    """Post its entry in one of its years."""
    amounts = {virement.to_agency_id: Pence(virement.amount_pence)}
    order = Order(Verb.VIRE, fund_year, str(virement), amounts)
    moves = _moves(virement, Books.of(fund_year))
    return order.post(moves, key=f"virement/{virement.pk}/{fund_year.pk}", by=by, at=at)


def _moves(virement: Virement, books: Books) -> Counter[int]:
    """Return what moves in one of its years: account id → pence, debits positive."""
    moves, to, pence = Counter[int](), virement.to_agency_id, Pence(virement.amount_pence)
    pot, paid_in = AccountKind.UNCOMMITTED, AccountKind.CONTRIBUTION
    match Route(virement.route), virement.from_agency_id:
        case Route.POTS, int(giver):
            moves[books.account(pot, to)] += pence
            moves[books.account(pot, giver)] -= pence
            _hand_over(moves, books, {giver: pence}, to=to)
        case Route.RESERVE, _:
            shift(moves, books, to, pence, into=pot, out_of=AccountKind.RISK_RESERVE)
            kept = year_end.kept_in_reserve(books.fund_year)
            if any(kept.values()):
                _hand_over(moves, books, split(pence, kept), to=to)
        case _ if books.fund_year == virement.fund_year:  # it leaves here …
            shift(moves, books, to, pence, into=paid_in, out_of=pot)
        case _:  # … and comes in there
            shift(moves, books, to, pence, into=pot, out_of=paid_in)
    return moves


def _hand_over(moves: Counter[int], books: Books, parts: Amounts, *, to: int) -> None:
    """Add to `moves` that what an agency gets of others counts as paid in by it, not by them."""
    for agency_id, pence in parts.items():
        moves[books.account(AccountKind.CONTRIBUTION, agency_id)] += pence
        moves[books.account(AccountKind.CONTRIBUTION, to)] -= pence
