"""Setting money aside against overspending; `viring` draws on it."""

from collections import Counter
from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies.models import Agency, Person
from panel.money import Pence, split
from panel.policies import queries as versions
from panel.pooledbudget import journal, queries
from panel.pooledbudget.accounts import AccountKind, FundKind, Verb
from panel.pooledbudget.models import FundYear, JournalEntry
from panel.pooledbudget.operations.ledger.ordering import Amounts, Order
from panel.pooledbudget.operations.years.opening import locked_year, require_keeper
from panel.pooledbudget.refusals import FundsShort
from panel.pooledbudget.virements import queries as virements
from panel.refusals import Refusal


class SetAsideAlready(Refusal):
    """Raised when a year has set aside all that the panel's rules say."""


@transaction.atomic
def set_aside(*, fund_year_id: int, by: Person, at: datetime) -> JournalEntry:
    """
    Set aside what the rules keep against risk, less what was before or was brought forward.

        Dr  Risk reserve               500,000.00
            Cr  Uncommitted                        500,000.00

    Where each agency has its own pot, each gives in proportion to what it has paid in. What was
    drawn on the reserve since isn't set aside again.

    Raises:
        access.Refused: this person doesn't post to the panel's fund.
        SetAsideAlready: nothing is left to be set aside.
        FundsShort: the money hasn't come in, whatever a pot may be promised beyond it.
        PeriodClosed: the books of the year are closed.
    """
    fund_year = locked_year(fund_year_id)
    require_keeper(by, panel_id=fund_year.fund.panel_id, at=at)
    rules = versions.fund_terms_of(fund_year.fund.panel_id, on=clock.date_of(at))
    pence = Pence(rules.risk_pool_pence - virements.set_aside_pence(fund_year))
    if pence <= 0:
        raise SetAsideAlready("All that the panel’s rules keep against risk is set aside.")
    parts = _parts(fund_year, pence)
    journal.hold_fund(fund_year.fund_id)
    _require_there(fund_year, parts)
    order = Order(Verb.SET_ASIDE, fund_year, "Risk reserve", parts)
    before = fund_year.entries.filter(verb=Verb.SET_ASIDE)
    return order.carry_out(
        into=AccountKind.RISK_RESERVE,
        out_of=AccountKind.UNCOMMITTED,
        key=f"set aside/{fund_year.pk}/{before.count()}",
        by=by,
        at=at,
    )


def _parts(fund_year: FundYear, pence: Pence) -> dict[int, Pence]:
    """Divide an amount by what each agency has paid in; alike where none has."""
    paid = fund_year.accounts.filter(kind=AccountKind.CONTRIBUTION.value).order_by("agency_id")
    weights = dict(paid.values_list("agency_id", "balance_pence"))
    return split(pence, weights if any(weights.values()) else dict.fromkeys(weights, 1))


def _require_there(fund_year: FundYear, parts: Amounts) -> None:
    """Raise `FundsShort` where more would be set aside out of a pot than lies in it."""
    is_one_pot = FundKind(fund_year.fund.kind).is_one_pot
    asked: Counter[int | None] = Counter()
    for agency_id, pence in parts.items():
        asked[None if is_one_pot else agency_id] += pence
    there = queries.movable(fund_year)
    for pot, needed in asked.items():
        if needed > there.get(pot, 0):
            raise FundsShort(
                kind=AccountKind.UNCOMMITTED,
                agency=None if pot is None else Agency.objects.get(pk=pot).name,
                year=fund_year.year,
                left=Pence(max(0, there.get(pot, 0))),
                needed=Pence(needed),
            )
