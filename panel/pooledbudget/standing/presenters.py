"""What is told about a year of the fund, and where its pages lead."""

from collections.abc import Iterable

from django.urls import reverse

from panel.pooledbudget.models import FundYear
from panel.presentation import formatting
from panel.presentation.parts import Fact, Link


def about(fund_year: FundYear) -> list[Fact]:
    """Return what sort of fund it is, and whether the year's books take entries."""
    fund, closed_at = fund_year.fund, fund_year.closed_at
    return [
        Fact("Books", f"Closed on {formatting.short_day(closed_at)}" if closed_at else "Open"),
        Fact("Kind", f"{fund.get_kind_display()} fund"),
        Fact("Hosted by", f"{fund.host.legal_entity}, by {fund.host}"),
        Fact("Code", fund.code),
    ]


def ways(fund_year: FundYear, *, is_forecast: bool) -> list[Link]:
    """Return the pages of a year, in the order in which its money goes: in, round, out, told."""
    pk = fund_year.pk
    found = [
        Link("Contributions", reverse("fund-contributions", args=[pk])),
        Link("Virements", reverse("fund-virements", args=[pk])),
        Link("Invoices", reverse("invoices")),
        Link("Recharges", reverse("recharges")),
        Link("Ledger", f"{reverse('ledger')}?year={pk}"),
        Link("Reports", f"{reverse('fund-reports')}?year={pk}"),
    ]
    if is_forecast:
        found.insert(-1, Link("Forecast", reverse("fund-forecast", args=[pk])))
    return found


def years(found: Iterable[FundYear], shown: FundYear) -> list[Link]:
    """Return the way to every year that this reader may see."""
    return [
        Link(str(year), f"/fund/?year={year.pk}", is_current=year.pk == shown.pk) for year in found
    ]
