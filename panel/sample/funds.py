"""The sample panel's pooled fund: its years, and what the agencies pay into each."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from panel.agencies.models import Panel, Role
from panel.money import Pence
from panel.pooledbudget import operations
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.models import Fund, FundYear
from panel.sample import people

CODE = "northmere-pool"

#: By agency code, for one year: enough for the sample's own cases, with room to see it shrink.
CONTRIBUTIONS: Mapping[str, Pence] = {
    people.EDUCATION: Pence(300_000_000),
    people.SOCIAL_CARE: Pence(200_000_000),
    people.HEALTH: Pence(100_000_000),
}


@transaction.atomic
def provide(
    panel: Panel,
    *,
    year: int,
    contributions: Mapping[str, Pence] = CONTRIBUTIONS,
    at: datetime,
) -> FundYear:
    """Open the fund's books for the year from 1 April of `year`, and pay the agencies' money in.

    Returns the books as they stand if they are open already.

    Args:
        contributions: agency code to what it pays in for the year.
    """
    fund = Fund.objects.filter(code=CODE).first() or _open(panel, at=at)
    standing = fund.years.filter(year=year).first()
    if standing is not None:
        return standing
    manager = people.one(Role.FUND_MANAGER)
    ids = dict(panel.agencies.values_list("code", "pk"))
    fund_year = operations.open_fund_year(
        fund_id=fund.pk, year=year, agency_ids=list(ids.values()), by=manager, at=at
    )
    for code, pence in contributions.items():
        paper = f"Contribution {year} {code}"
        operations.receive_contribution(
            fund_year=fund_year,
            about=paper,
            amounts={ids[code]: pence},
            key=f"{CODE}/{paper}",
            by=manager,
            at=at,
        )
    return fund_year


def _open(panel: Panel, *, at: datetime) -> Fund:
    return operations.open_fund(
        panel_id=panel.pk,
        code=CODE,
        name="Northmere complex needs pooled fund",
        kind=FundKind.POOLED,
        host_id=panel.agencies.get(code=people.EDUCATION).pk,
        by=people.one(Role.FUND_MANAGER),
        at=at,
    )
