"""Questions about forecasts, and the figures of the ledger that they begin with. Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, When

from panel.money import Pence
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.contributions.queries import EVER
from panel.pooledbudget.forecasts.outturn import YEARS, Key, Outturn, Variance, YearForecast
from panel.pooledbudget.forecasts.sources import OF_REQUESTS
from panel.pooledbudget.holdings import RECOVERY
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

#: Where an agency's budget lies, and what of it came by other ways than receipts.
CONTRIBUTED = (AccountKind.CONTRIBUTION, AccountKind.RECOVERABLE)
BESIDE_RECEIPTS = (Verb.VIRE, Verb.RECHARGE)
MOVED = Q(postings__entry__verb__in=BESIDE_RECEIPTS) | Q(
    postings__entry__reverses__verb__in=BESIDE_RECEIPTS
)
#: What left a year for good once it was over, carried forward or given back.
LEFT = (Q(postings__entry__verb=Verb.SETTLE) | Q(postings__entry__reverses__verb=Verb.SETTLE)) & Q(
    postings__entry__effective_on=F("fund_year__ends_on")
)

Budgets = Mapping[int, Mapping[str, Pence]]


@dataclass(frozen=True)
class Forecasted:
    """A forecast as it was made, beside the budgets of its years today.

    Attributes:
        years: the year of its April → what it comes to, the first first.
        budgets: the year of its April → agency's code → pence; a year whose books aren't open
            is left out.
    """

    forecast: Forecast
    years: Mapping[int, YearForecast]
    budgets: Budgets = field(default_factory=dict)

    def variance(self, year: int, agency: str | None = None) -> Variance | None:
        """Return a year, or an agency's part of it, beside its budget; None if it has none."""
        outturn = self.years[year].outturn(agency)
        return against_budget(outturn, self.budgets, year, agency)


def against_budget(
    outturn: Pence, budgets: Budgets, year: int, agency: str | None
) -> Variance | None:
    """Return what the fund, or an agency, comes to in a year beside its budget."""
    if year not in budgets:
        return None
    of = sum(budgets[year].values()) if agency is None else budgets[year].get(agency, 0)
    return Variance(outturn, Pence(of))


def newest(fund_year: FundYear) -> Forecasted | None:
    """Return the newest forecast that has been made in a year; None before the first."""
    return _newest(fund_year.forecasts.filter(made_at__isnull=False), by=EVER)


def newest_by(fund_year: FundYear, *, day: date) -> Forecasted | None:
    """Return the newest forecast made in a year by the end of a day; None if none was.

    It stands beside the budgets as they were by then.
    """
    return _newest(fund_year.forecasts.filter(made_at__date__lte=day), by=day)


def _newest(made: QuerySet[Forecast], *, by: date) -> Forecasted | None:
    forecast = made.select_related("fund_year__fund").order_by("-number").first()
    return forecasted(forecast, by=by) if forecast else None


def forecasted(forecast: Forecast, *, by: date = EVER) -> Forecasted:
    """Return a forecast's figures beside the budgets of its years, in three queries."""
    first = forecast.fund_year.year
    figures: dict[int, dict[Key, Outturn]] = {year: {} for year in range(first, first + YEARS)}
    rows = ForecastFigure.objects.filter(forecast=forecast).select_related("agency")
    for row in rows.order_by("year", "agency__code", "kind"):
        code = row.agency.code if row.agency else ""
        figures[row.year][code, row.kind] = row.outturn
    years = {year: YearForecast(found) for year, found in figures.items()}
    found = budgets(forecast.fund_year.fund_id, since=first, until=max(years), by=by)
    return Forecasted(forecast, years, found)


def budgets(
    fund_id: int, *, since: int, until: int, by: date = EVER
) -> dict[int, dict[str, Pence]]:
    """
    Return each agency's budget as of a day, by the year of its April and the agency's code.

        budget = agreed contribution + moved to it by virements + recharged to it

    Only what a lead of the agency had approved is agreed: what was provisional is in no budget.
    Where nothing had been agreed, what had come in stands for it, settled or not.
    """
    years = Q(fund_year__fund=fund_id, fund_year__year__range=(since, until))
    columns = ("fund_year__year", "agency__code")
    approved = AgreedContribution.objects.filter(years, approved_at__date__lte=by)
    newest = approved.order_by(*columns, "-version").distinct(*columns)
    agreed = {
        (year, of): pence for year, of, pence in newest.values_list(*columns, "amount_pence")
    }
    accounts = Account.objects.filter(years, kind__in=CONTRIBUTED)
    came = accounts.annotate(came=_booked(by) - _booked(by, of=LEFT))
    booked = came.annotate(moved=_booked(by, of=MOVED)).order_by(*columns)
    found: dict[int, dict[str, Pence]] = {}
    for year, code, kind, pence, moved in booked.values_list(*columns, "kind", "came", "moved"):
        own = agreed.get((year, code), pence - moved) if kind == AccountKind.CONTRIBUTION else 0
        of_year = found.setdefault(year, {})
        of_year[code] = Pence(of_year.get(code, 0) + own + moved)
    return found


def budgeted_otherwise() -> Q:
    """Keep the years whose budget may have changed since their newest forecast was made.

    For something was agreed since, or booked where budgets lie. Not those that are owed one. The
    budgets of the years after it are no matter: charts draw its own, and pages read all anew.
    """
    newest = Forecast.objects.filter(fund_year=OuterRef(OuterRef("pk"))).order_by("-number")
    made_at = Subquery(newest.values("made_at")[:1])
    agreed = AgreedContribution.objects.filter(fund_year=OuterRef("pk"), approved_at__gt=made_at)
    newest_of = Posting.objects.filter(account=OuterRef("pk")).order_by("-entry_id")
    booked = Account.objects.filter(fund_year=OuterRef("pk"), kind__in=CONTRIBUTED)
    moved = booked.annotate(moved_at=Subquery(newest_of.values("entry__posted_at")[:1]))
    return Q(Exists(agreed)) | Q(Exists(moved.filter(moved_at__gt=made_at)))


def _booked(by: date, *, of: Q | None = None) -> Sum:
    """Return what was booked on an account by a day; for a later year that is its first day."""
    then = Q(postings__entry__effective_on__lte=by) | Q(
        postings__entry__effective_on=F("fund_year__starts_on")
    )
    amount = F("postings__amount_pence")
    signed = Case(When(postings__side=F("normal_side"), then=amount), default=-amount)
    return Sum(signed, filter=then if of is None else then & of, default=0)


def workings(forecast: Forecast, *, year: int, part: str = "") -> QuerySet[ForecastWorking]:
    """Return what each request adds to a year, or to one part of it, the largest first."""
    found = ForecastWorking.objects.filter(forecast=forecast, year=year)
    if part in OF_REQUESTS:
        found = found.filter(likelihood_basis_points__isnull=part == "expected")
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
    ).exclude(Q(account__kind=AccountKind.RESERVED) | RECOVERY)
    return (
        rows.order_by("entry__about")
        .values_list("entry__about", "account__kind", "account__agency__code")
        .annotate(pence=Sum(SIGNED))
        .exclude(pence=0)
    )
