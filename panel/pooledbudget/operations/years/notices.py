"""Telling partners what became of their money at the end of a year, and where that is undone."""

from datetime import datetime

from panel import clock
from panel.agencies import queries as people
from panel.agencies.models import Agency, Role
from panel.deadlines import operations as deadlines
from panel.deadlines.sign_in import sign_in
from panel.money import Pence, in_pounds
from panel.pooledbudget.models import FundYear, YearReopening, YearSettlement
from panel.presentation import formatting


def tell_settled(settled: YearSettlement, *, at: datetime) -> None:
    """Mail each partner's leads what is carried forward, set aside and given back for it."""
    year = settled.fund_year
    for agency in _partners(year):
        _tell(
            year,
            agency,
            key=f"settled/{settled.pk}/{agency.pk}",
            what="it is settled",
            why=_became(settled, agency),
            at=at,
        )


def tell_reopened(reopening: YearReopening, *, at: datetime) -> None:
    """Mail them that what was carried or given back is reversed."""
    year = reopening.fund_year
    for agency in _partners(year):
        _tell(
            year,
            agency,
            key=f"reopened/{reopening.pk}/{agency.pk}",
            what="its books are open again",
            why="What settling it carried forward or gave back is reversed, until it is settled "
            "anew.",
            at=at,
        )


def _became(settled: YearSettlement, agency: Agency) -> str:
    done = (
        (settled.carried, "is carried forward"),
        (settled.reserved, "goes into the risk reserve"),
        (settled.returned, "is given back"),
    )
    parts = [
        f"{in_pounds(Pence(pence))} {became}"
        for shares, became in done
        if (pence := shares.get(agency.code, 0))
    ]
    if not parts:
        return f"Nothing was left of what {agency} paid in."
    return f"Of what {agency} paid in, {formatting.listed(parts)}."


def _partners(year: FundYear) -> list[Agency]:
    return list(Agency.objects.filter(accounts__fund_year=year).distinct().order_by("pk"))


def _tell(year: FundYear, agency: Agency, *, key: str, what: str, why: str, at: datetime) -> None:
    deadlines.tell(
        people.holders(
            Role.AGENCY_LEAD,
            panel_id=year.fund.panel_id,
            on=clock.date_of(at),
            agency_ids=[agency.pk],
        ),
        key=key,
        subject=f"{year}: {what}",
        body=f"{why} {sign_in('to see where the fund stands')}",
        at=at,
    )
