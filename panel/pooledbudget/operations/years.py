"""Opening a fund, and opening and closing the books of its years."""

from datetime import date, datetime

from django.db import DatabaseError, connection, transaction

from panel.agencies.models import Person
from panel.audit import log
from panel.money import Pence
from panel.pooledbudget import refusals
from panel.pooledbudget.accounts import CHART, AccountKind, FundKind
from panel.pooledbudget.books import holders
from panel.pooledbudget.models import Fund, FundYear

NOTHING = Pence(0)


@transaction.atomic
def open_fund(
    *,
    panel_id: int,
    code: str,
    name: str,
    kind: FundKind,
    host_id: int,
    by: Person | None,
    at: datetime,
) -> Fund:
    """Set up a fund for a panel. It takes money only once a year of it is open."""
    fund = Fund.objects.create(
        panel_id=panel_id, code=code, name=name, kind=kind.value, host_id=host_id
    )
    log.record(subject=f"fund {code}", kind="fund_opened", by=by, at=at, payload={"kind": kind})
    return fund


@transaction.atomic
def open_fund_year(
    *,
    fund_id: int,
    year: int,
    agency_ids: list[int],
    floor_pence: Pence = NOTHING,
    by: Person | None,
    at: datetime,
) -> FundYear:
    """
    Open the books of a fund for the year from 1 April of `year`, every account at nothing.

    `floor_pence` is how far the agreement lets each uncommitted pot go: 0, or below 0 where it
    authorises promising money that hasn't come in.
    """
    fund = Fund.objects.get(pk=fund_id)
    fund_year = FundYear.objects.create(
        fund=fund, year=year, starts_on=date(year, 4, 1), ends_on=date(year + 1, 3, 31)
    )
    _open_accounts(fund_year, agency_ids, floor_pence)
    payload = {"year": year, "agencies": agency_ids, "floor_pence": floor_pence}
    log.record(subject=f"fund {fund.code}", kind="year_opened", by=by, at=at, payload=payload)
    return fund_year


def _open_accounts(fund_year: FundYear, agency_ids: list[int], floor_pence: Pence) -> None:
    wanted = [
        (kind, agency_id)
        for kind in CHART
        for agency_id in holders(FundKind(fund_year.fund.kind), kind, agency_ids)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ledger_open_accounts(%s, %s, %s, %s, %s, %s)",
            [
                fund_year.pk,
                [kind.value for kind, _ in wanted],
                [agency_id for _, agency_id in wanted],
                [CHART[kind].normal_side.value for kind, _ in wanted],
                [CHART[kind].is_per_request for kind, _ in wanted],
                [floor_pence if kind is AccountKind.UNCOMMITTED else 0 for kind, _ in wanted],
            ],
        )


@transaction.atomic
def close_fund_year(*, fund_year_id: int, by: Person, at: datetime) -> None:
    """Close the books: no entry is taken after this one returns. Closing twice changes nothing.

    Raises:
        StillReserved: money is set aside in the year, which nothing could give back afterwards.
    """
    fund_year = FundYear.objects.select_related("fund").get(pk=fund_year_id)
    with connection.cursor() as cursor:
        try:
            cursor.execute("SELECT ledger_close_year(%s, %s, %s)", [fund_year_id, at, by.username])
        except DatabaseError as error:
            raise refusals.of(error, about=str(fund_year), key="") from error
        (is_closed_now,) = cursor.fetchone()
    if is_closed_now:
        payload = {"year": fund_year.year}
        subject = f"fund {fund_year.fund.code}"
        log.record(subject=subject, kind="year_closed", by=by, at=at, payload=payload)
