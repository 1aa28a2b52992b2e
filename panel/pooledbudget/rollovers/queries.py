"""Questions about running placements that a later year of a fund has to pay for."""

from django.db.models import QuerySet

from panel.pooledbudget.models import FundYear, Rollover


def owed() -> QuerySet[Rollover]:
    """Return those that no worker has promised the money of, in years that take entries."""
    open_years = FundYear.objects.filter(closed_at=None)  # not joined, for rows are locked in it
    return Rollover.objects.filter(done_at=None, fund_year__in=open_years)


def refused(fund_year: FundYear) -> QuerySet[Rollover]:
    """Return those of a year whose money its books haven't taken, the oldest first."""
    return owed().filter(fund_year=fund_year).exclude(refusal="").order_by("pk")
