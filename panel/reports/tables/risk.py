"""Who would gain or owe what if the year ended now, and each partner's own account of the fund."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import F, Sum

from panel import clock
from panel.agencies.models import Agency
from panel.money import Pence, in_pounds, split
from panel.policies import queries as versions
from panel.pooledbudget import queries as funds
from panel.pooledbudget.accounts import AccountGroup, AccountKind, Verb
from panel.pooledbudget.models import FundYear, Posting, YearSettlement
from panel.pooledbudget.year_end import queries as year_end
from panel.presentation import formatting
from panel.reports.span import Span
from panel.reports.table import Cell, Column, Table, Unit
from panel.reports.tables import balances

#: What is done with what is left of a year.
DONE = (
    Column("Partner"),
    Column("Carried forward", Unit.PENCE, is_added=True),
    Column("Into the risk reserve", Unit.PENCE, is_added=True),
    Column("Given back", Unit.PENCE, is_added=True),
)


def by_partner(fund_year: FundYear, span: Span) -> list[Table]:
    """Return how the rules share what is left, or missing, or did once the year was settled.

    Nothing before anybody has paid in.
    """
    if settled := year_end.settlements_in_force(fund_year):
        return [_settled(fund_year, settled)]
    if not funds.position(fund_year).contribution_pence:
        return []
    rules = versions.fund_terms_of(fund_year.fund.panel_id, on=span.last_day)
    outcome = year_end.outcome(fund_year, rules)
    columns = (*DONE, Column("Owes", Unit.PENCE, is_added=True))
    parts = (outcome.carried, outcome.reserved, outcome.returned, outcome.owed)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *(part.get(agency_id, 0) for part in parts))
        for agency_id, name in sorted(outcome.names.items(), key=lambda pair: pair[1])
    )
    note = "What settling the year would do by the panel’s rules, as the books stand now."
    return [Table("Risk share", columns, rows, note)]


def _settled(fund_year: FundYear, settled: Sequence[YearSettlement]) -> Table:
    """Return what was done for each partner, all of it together where it was done again."""
    partners = Agency.objects.filter(accounts__fund_year=fund_year).distinct().order_by("name")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            partner.name,
            sum(one.carried.get(partner.code, 0) for one in settled),
            sum(one.reserved.get(partner.code, 0) for one in settled),
            sum(one.returned.get(partner.code, 0) for one in settled),
        )
        for partner in partners
    )
    day = formatting.day(clock.date_of(settled[0].settled_at))
    note = f"What settling the year did, last on {day}."
    if reserve := _went_on(fund_year):
        note += f" {in_pounds(reserve)} of its risk reserve went on to that of the year after."
    return Table("Risk share", DONE, rows, note)


def _went_on(fund_year: FundYear) -> Pence:
    """Return what lay in the risk reserve of a year when it was settled."""
    left = Posting.objects.filter(
        account__fund_year=fund_year,
        account__kind=AccountKind.RISK_RESERVE,
        entry__verb=Verb.SETTLE,
        entry__reversed_by=None,
    ).exclude(side=F("account__normal_side"))
    return Pence(left.aggregate(pence=Sum("amount_pence", default=0))["pence"])


def memorandum(fund_year: FundYear, span: Span) -> list[Table]:
    """
    Return the account that each partner keeps of its part in the fund.

    What lies in a common pot, or is missing in it, is divided by what partners paid in.

    Source: IFRS 11, joint operations: each partner accounts for its share of the assets,
    liabilities, income and expenses, since the fund is no entity of its own.
    """
    own, common = _own(balances.standing(fund_year, on=span.last_day))
    paid = {name: max(0, sums[AccountKind.CONTRIBUTION]) for name, sums in own.items()}
    shares = split(Pence(common), paid) if any(paid.values()) else dict.fromkeys(paid, 0)
    columns = (
        Column("Partner"),
        Column("Contribution", Unit.PENCE, is_added=True),
        Column("Bought", Unit.PENCE, is_added=True),
        Column("Promised", Unit.PENCE, is_added=True),
        Column("Owed to the fund", Unit.PENCE, is_added=True),
        Column("Share of what is left", Unit.PENCE, is_added=True),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            name,
            sums[AccountKind.CONTRIBUTION],
            balances.together(sums, AccountGroup.BOUGHT),
            balances.together(sums, AccountGroup.PROMISED),
            sums[AccountKind.RECOVERABLE],
            balances.together(sums, AccountGroup.LEFT) + shares[name],
        )
        for name, sums in sorted(own.items())
    )
    note = (
        "For each partner’s own accounts. Bought: delivered, invoiced and paid. Promised: "
        "reserved and committed. What was carried forward or given back is in none of it."
    )
    return [Table("Memorandum account", columns, rows, note)]


def _own(standing: balances.Standing) -> tuple[dict[str, dict[AccountKind, int]], int]:
    """Return what stands on each partner's own accounts, by its name, and on common ones."""
    own: dict[str, dict[AccountKind, int]] = defaultdict(dict)
    common = 0
    for account, pence in standing:
        if account.agency is not None:
            own[account.agency.name][AccountKind(account.kind)] = pence
        else:
            common += pence
    return own, common
