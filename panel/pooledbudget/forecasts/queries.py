"""Questions about forecasts, and the figures of the ledger that they begin with. Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.expressions import CombinedExpression

from panel.money import Pence
from panel.pooledbudget.accounts import AccountKind, Side, Verb
from panel.pooledbudget.contributions.queries import EVER
from panel.pooledbudget.forecasts.outturn import YEARS, Key, Outturn, Variance, YearForecast
from panel.pooledbudget.models import (
    Account,
    AgreedContribution,
    Forecast,
    ForecastFigure,
    ForecastWorking,
    FundYear,
    Posting,
)
from panel.pooledbudget.queries import SIGNED

#: The kinds of account on which what a provider has been paid lies, or is owed.
ACTUAL = (AccountKind.ACCRUED, AccountKind.INVOICED, AccountKind.SPENT)

Paid = Mapping[int, Mapping[str, Pence]]


@dataclass(frozen=True)
class Forecasted:
    """A forecast as it was made, beside what is paid in for its years today.

    Attributes:
        years: the year of its April → what it comes to, the first first.
        contributions: the year of its April → agency's code → pence; a year whose books aren't
            open is left out.
    """

    forecast: Forecast
    years: Mapping[int, YearForecast]
    contributions: Paid = field(default_factory=dict)

    def variance(self, year: int, agency: str | None = None) -> Variance | None:
        """Return a year, or an agency's part of it, beside what is paid in; None if none is."""
        outturn = self.years[year].outturn(agency)
        return against_paid(outturn, self.contributions, year, agency)


def against_paid(outturn: Pence, paid: Paid, year: int, agency: str | None) -> Variance | None:
    """Return what the fund, or an agency, comes to in a year beside what is paid in then."""
    if year not in paid:
        return None
    of = sum(paid[year].values()) if agency is None else paid[year].get(agency, 0)
    return Variance(outturn, Pence(of))


def newest(fund_year: FundYear) -> Forecasted | None:
    """Return the newest forecast that has been made in a year; None before the first."""
    return _newest(fund_year.forecasts.filter(made_at__isnull=False), by=EVER)


def newest_by(fund_year: FundYear, *, day: date) -> Forecasted | None:
    """Return the newest forecast made in a year by the end of a day; None if none was.

    It stands beside the contributions as they were agreed, and had come in, by then.
    """
    return _newest(fund_year.forecasts.filter(made_at__date__lte=day), by=day)


def _newest(made: QuerySet[Forecast], *, by: date) -> Forecasted | None:
    forecast = made.select_related("fund_year__fund").order_by("-number").first()
    return forecasted(forecast, by=by) if forecast else None


def forecasted(forecast: Forecast, *, by: date = EVER) -> Forecasted:
    """Return a forecast's figures beside the contributions of its years, in three queries."""
    first = forecast.fund_year.year
    figures: dict[int, dict[Key, Outturn]] = {year: {} for year in range(first, first + YEARS)}
    rows = ForecastFigure.objects.filter(forecast=forecast).select_related("agency")
    for row in rows.order_by("year", "agency__code", "kind"):
        code = row.agency.code if row.agency else ""
        figures[row.year][code, row.kind] = row.outturn
    years = {year: YearForecast(found) for year, found in figures.items()}
    paid = contributions(forecast.fund_year.fund_id, since=first, until=max(years), by=by)
    return Forecasted(forecast, years, paid)


def contributions(
    fund_id: int, *, since: int, until: int, by: date = EVER
) -> dict[int, dict[str, Pence]]:
    """Return what each agency pays in, by the year of its April and the agency's code.

    That is what it had agreed to by a day, or, where nothing had been agreed, what had come in.
    """
    years = Q(fund_year__fund=fund_id, fund_year__year__range=(since, until))
    columns = ("fund_year__year", "agency__code")
    received = Account.objects.filter(years, kind=AccountKind.CONTRIBUTION)
    stated = AgreedContribution.objects.filter(years, stated_at__date__lte=by)
    agreed = stated.order_by(*columns, "-version")
    found: dict[int, dict[str, Pence]] = {}
    came_in = F("balance_pence") if by == EVER else _received(by)
    for year, code, pence in [
        *received.order_by(*columns).values_list(*columns).annotate(pence=came_in),
        *agreed.distinct(*columns).values_list(*columns, "amount_pence"),
    ]:
        found.setdefault(year, {})[code] = Pence(pence)
    return found


def _received(by: date) -> CombinedExpression:
    """Return what came in on an account by a day; what is for a later year has its first day."""
    then = Q(postings__entry__effective_on__lte=by) | Q(
        postings__entry__effective_on=F("fund_year__starts_on")
    )
    paid, back = (
        Sum("postings__amount_pence", filter=then & Q(postings__side=side), default=0)
        for side in (Side.CREDIT, Side.DEBIT)
    )
    return paid - back


def workings(forecast: Forecast, *, year: int) -> QuerySet[ForecastWorking]:
    """Return what each request adds to a year, the largest first."""
    found = ForecastWorking.objects.filter(forecast=forecast, year=year)
    return found.order_by("-counted_pence", "reference")


def held_by_all(fund_id: int, *, year: int) -> "QuerySet[Posting, tuple[str, str, str, int]]":
    """Return what every request has been promised or has cost in a year of a fund, in one query.

    Rows of: what it is about, kind of account, agency's code, pence; without zeros, and without
    what is only reserved. What was recharged counts as long as it lives: being paid back makes
    no placement cheaper.
    """
    rows = Posting.objects.filter(
        account__fund_year__fund=fund_id,
        account__fund_year__year=year,
        account__is_per_request=True,
    ).exclude(
        Q(account__kind=AccountKind.RESERVED)
        | Q(entry__verb=Verb.RECOVER)
        | Q(entry__reverses__verb=Verb.RECOVER)
    )
    return (
        rows.order_by("entry__about")
        .values_list("entry__about", "account__kind", "account__agency__code")
        .annotate(pence=Sum(SIGNED))
        .exclude(pence=0)
    )
