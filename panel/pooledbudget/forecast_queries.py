"""Questions about forecasts, and the figures of the ledger that they begin with. Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet, Sum

from panel.money import Pence
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.models import (
    Account,
    Forecast,
    ForecastFigure,
    ForecastWorking,
    FundYear,
    Posting,
)
from panel.pooledbudget.outturn import Key, Outturn, Variance, total
from panel.pooledbudget.queries import SIGNED

#: The kinds of account on which what a provider has been paid lies, or is owed.
ACTUAL = (AccountKind.ACCRUED, AccountKind.INVOICED, AccountKind.SPENT)

Paid = Mapping[int, Mapping[str, Pence]]


@dataclass(frozen=True)
class Forecasted:
    """A forecast as it was made, beside what is paid in for its years today.

    Attributes:
        figures: the year of its April → agency's code and kind of cost line → the parts.
        contributions: the year of its April → agency's code → pence; a year whose books aren't
            open is left out.
    """

    forecast: Forecast
    figures: Mapping[int, Mapping[Key, Outturn]]
    contributions: Paid = field(default_factory=dict)

    @property
    def years(self) -> list[int]:
        """The years it tells of, the first first."""
        first = self.forecast.fund_year.year
        return [first, first + 1, first + 2]

    def of_agency(self, year: int, agency: str) -> Outturn:
        """Return what an agency comes to in a year."""
        found = self.figures.get(year, {})
        return total(part for (of, _), part in found.items() if of == agency)

    def of_kind(self, year: int, kind: str) -> Outturn:
        """Return what a kind of cost line comes to in a year."""
        found = self.figures.get(year, {})
        return total(part for (_, of), part in found.items() if of == kind)

    def whole(self, year: int) -> Outturn:
        """Return what a year comes to."""
        return total(self.figures.get(year, {}).values())

    def variance(self, year: int, agency: str = "") -> Variance | None:
        """Return a year, or an agency's part of it, beside what is paid in; None if none is."""
        if year not in self.contributions:
            return None
        paid = self.contributions[year]
        if agency:
            outturn = self.of_agency(year, agency)
            return Variance(outturn.outturn_pence, paid.get(agency, Pence(0)))
        return Variance(self.whole(year).outturn_pence, Pence(sum(paid.values())))


def newest(fund_year: FundYear) -> Forecasted | None:
    """Return the newest forecast that has been made in a year; None before the first."""
    made = fund_year.forecasts.filter(made_at__isnull=False).select_related("fund_year__fund")
    forecast = made.order_by("-number").first()
    return forecasted(forecast) if forecast else None


def forecasted(forecast: Forecast) -> Forecasted:
    """Return a forecast's figures beside the contributions of its years, in two queries."""
    figures: dict[int, dict[Key, Outturn]] = {}
    rows = ForecastFigure.objects.filter(forecast=forecast).select_related("agency")
    for row in rows.order_by("year", "agency__code", "kind"):
        code = row.agency.code if row.agency else ""
        figures.setdefault(row.year, {})[code, row.kind] = row.outturn
    year = forecast.fund_year.year
    return Forecasted(
        forecast, figures, contributions(forecast.fund_year.fund_id, since=year, until=year + 2)
    )


def contributions(fund_id: int, *, since: int, until: int) -> dict[int, dict[str, Pence]]:
    """Return what each agency has paid in, by the year of its April and the agency's code."""
    accounts = Account.objects.filter(
        fund_year__fund=fund_id,
        fund_year__year__range=(since, until),
        kind=AccountKind.CONTRIBUTION,
    ).order_by("fund_year__year", "agency__code")
    found: dict[int, dict[str, Pence]] = {}
    for year, code, pence in accounts.values_list(
        "fund_year__year", "agency__code", "balance_pence"
    ):
        found.setdefault(year, {})[code] = Pence(pence)
    return found


def workings(forecast: Forecast, *, year: int) -> QuerySet[ForecastWorking]:
    """Return what each request adds to a year, the largest first."""
    found = ForecastWorking.objects.filter(forecast=forecast, year=year)
    return found.order_by("-counted_pence", "reference")


def held_by_all(fund_id: int, *, year: int) -> "QuerySet[Posting, tuple[str, str, str, int]]":
    """Return what every request has been promised or has cost in a year of a fund, in one query.

    Rows of: what it is about, kind of account, agency's code, pence; without zeros, and without
    what is only set aside. What was recharged counts as long as it lives: being paid back makes
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
