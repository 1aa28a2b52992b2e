"""
The end of a year: its money is settled as the panel's rules say.

What is carried leaves the contributions of the old year and comes in as contributions of the new
one, so that in each of them what was paid in is what has become of it.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies.models import Person
from panel.audit import log
from panel.money import Pence, in_pounds
from panel.policies import queries as versions
from panel.policies.schema.fund import Fund as FundRules
from panel.pooledbudget import journal
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.models import FundYear, YearSettlement
from panel.pooledbudget.operations.ledger.ordering import Amounts, Order
from panel.pooledbudget.operations.years import notices as ending_notices
from panel.pooledbudget.operations.years.opening import locked_year, require_keeper
from panel.pooledbudget.year_end import hindrances
from panel.pooledbudget.year_end import queries as year_end
from panel.pooledbudget.year_end.queries import Outcome
from panel.presentation import formatting
from panel.refusals import Refusal

POT, RESERVE = AccountKind.UNCOMMITTED, AccountKind.RISK_RESERVE
#: What is done with a year's money → out of what it goes in that year, and into what of the next.
MOVES = {
    "carried": (POT, POT),
    "set aside": (POT, RESERVE),
    "reserve": (RESERVE, RESERVE),
    "given back": (POT, None),
}
DRAWN = "drawn"  # out of the risk reserve, where the pot lacks it


class NotSettled(Refusal):
    """Raised when a year can't be settled yet; says everything that is in the way."""


class LateContributions(Refusal):
    """Raised when a year would be settled without what is late, and nobody says that it may be."""

    field = "late_is_known"

    def __init__(self, late: Mapping[str, Pence]) -> None:
        missing = [f"{in_pounds(pence)} of what {name} pays" for name, pence in late.items()]
        super().__init__(
            f"{formatting.listed(missing)} is late. Book it first, or say that the year is "
            "settled without it."
        )


@transaction.atomic
def settle_fund_year(
    *, fund_year_id: int, late_is_known: bool = False, by: Person, at: datetime
) -> YearSettlement:
    """
    Carry forward, give back or set aside what a year has left, as the panel's rules say.

        Dr  Contribution, health        20,000.00      in the old year
            Cr  Uncommitted                         20,000.00
        Dr  Uncommitted                 20,000.00      in the new one
            Cr  Contribution, health                20,000.00

    What is missing comes out of the risk reserve, whose rest goes on to that of the new year.
    Pressing again moves nothing, unless something has come in since, as by a credit note: that is
    divided so that each has in all what it would have if it had come in before.

    `late_is_known`: that it is settled by what came in, without contributions that are late.

    Raises:
        access.Refused: this person doesn't post to the panel's fund.
        NotSettled: the year isn't over, money is still on its way, partners owe what is missing,
            or the books of the year after aren't open.
        LateContributions: contributions are late, and that isn't known.
        PeriodClosed: the books of the year are closed.
    """
    fund_year = locked_year(fund_year_id)
    require_keeper(by, panel_id=fund_year.fund.panel_id, at=at)
    journal.hold_fund(fund_year.fund_id)  # what comes in meanwhile waits, and is settled after it
    standing = year_end.settlements_in_force(fund_year)
    if standing and not year_end.left_pence(fund_year):
        return standing[0]
    rules = versions.fund_terms_of(fund_year.fund.panel_id, on=fund_year.ends_on)
    outcome = year_end.outcome(fund_year, rules)
    if lacking := hindrances.before_settling(fund_year, outcome, on=clock.date_of(at)):
        raise NotSettled(*lacking)
    if not late_is_known and (late := year_end.late(fund_year, on=clock.date_of(at))):
        raise LateContributions(late)
    settled = _keep(fund_year, outcome, rules, by=by, at=at)
    ending_notices.tell_settled(settled, at=at)
    _post_all(settled, outcome, by=by, at=at)
    return settled


def _keep(
    fund_year: FundYear, outcome: Outcome, rules: FundRules, *, by: Person, at: datetime
) -> YearSettlement:
    """Write down what becomes of the money, in the log too."""
    codes = dict(fund_year.fund.panel.agencies.values_list("pk", "code"))
    record(fund_year, "year_settled", by=by, at=at, left_pence=outcome.left_pence)
    return YearSettlement.objects.create(
        fund_year=fund_year,
        number=fund_year.settlements.count() + 1,
        left_pence=outcome.left_pence,
        carried=_by_code(outcome.carried, codes),
        reserved=_by_code(outcome.reserved, codes),
        returned=_by_code(outcome.returned, codes),
        rules={"underspend": rules.underspend, "risk_pool_pence": rules.risk_pool_pence},
        settled_at=at,
        settled_by=by.username,
    )


def _post_all(settled: YearSettlement, outcome: Outcome, *, by: Person, at: datetime) -> None:
    year, following = settled.fund_year, year_end.following(settled.fund_year)
    about = f"Year end {year.span}"
    if any(outcome.drawn.values()):
        drawn, (key, _) = Order(Verb.VIRE, year, about, outcome.drawn), keys_of(settled, DRAWN)
        drawn.carry_out(into=POT, out_of=RESERVE, key=key, by=by, at=at)
    parts = {
        "carried": outcome.carried,
        "set aside": outcome.reserved,
        "reserve": year_end.reserve_parts(year, outcome),
        "given back": outcome.returned,
    }
    for name, (out_of, into) in MOVES.items():
        if not any((amounts := parts[name]).values()):
            continue
        out_key, in_key = keys_of(settled, name)
        leave = Order(Verb.SETTLE, year, about, amounts)
        leave.carry_out(into=AccountKind.CONTRIBUTION, out_of=out_of, key=out_key, by=by, at=at)
        if into is not None:
            assert following is not None, "Nothing is carried where no year follows."
            enter = Order(Verb.SETTLE, following, about, amounts)
            enter.carry_out(into=into, out_of=AccountKind.CONTRIBUTION, key=in_key, by=by, at=at)


def keys_of(settled: YearSettlement, name: str) -> tuple[str, str]:
    """Return the keys of the two entries of a settlement's move: out of its year, and in after."""
    key = f"settled/{settled.fund_year_id}/{settled.number}/{name}"
    return f"{key}/out", f"{key}/in"


def _by_code(amounts: Amounts, codes: dict[int, str]) -> dict[str, int]:
    return {codes[agency_id]: pence for agency_id, pence in amounts.items() if pence}


def record(fund_year: FundYear, kind: str, *, by: Person, at: datetime, **payload: object) -> None:
    """Log what happened to a fund's year."""
    subject = f"fund {fund_year.fund.code}"
    told = {"year": fund_year.year, **payload}
    log.record(subject=subject, kind=kind, by=by, at=at, payload=told)
