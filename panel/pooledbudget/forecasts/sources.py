"""What the parts of a forecast are made of: entries as the books stood then, or requests. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from django.urls import reverse

from panel.pooledbudget.accounts import AccountGroup, AccountKind
from panel.pooledbudget.extracts.extract import Extract
from panel.pooledbudget.extracts.listed import Listed
from panel.pooledbudget.models import Forecast, FundYear

#: What adds up to a part of a forecast beyond what the ledger holds.
OF_REQUESTS = ("expected", "pipeline")


def of_entries(
    forecast: Forecast, fund_year: FundYear | None, agency: int | None = None
) -> Mapping[str, Extract]:
    """
    Return what the first two parts are made of, by their names, of an agency or of the fund.

    Args:
        fund_year: the year that the figures are of; None: its books aren't open.
    """
    if fund_year is None:
        return {}
    pk, by = fund_year.pk, forecast.made_at
    committed = Extract(year=pk, kind=AccountKind.COMMITTED, agency=agency, by=by)
    actual = replace(committed, kind=AccountGroup.ACTUAL, is_gross=True)
    return {"Actual": actual, "Committed": committed}


def of_requests(forecast: Forecast, year: int) -> Mapping[str, Listed]:
    """Return the requests that the other two parts of a year are made of, of the whole fund."""
    path = reverse("fund-forecast", args=[forecast.fund_year_id])
    return {
        part.capitalize(): Listed("requests", path, (("of", str(year)), ("part", part)))
        for part in OF_REQUESTS
    }
