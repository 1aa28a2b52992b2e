"""Closing the books of a year: once it is over and settled, and nothing of it is on its way."""

from datetime import datetime

from django.db import DatabaseError, connection, transaction

from panel import clock
from panel.agencies.models import Person
from panel.audit import log
from panel.pooledbudget import refusals
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.operations.years.opening import require_keeper
from panel.pooledbudget.year_end import hindrances


@transaction.atomic
def close_fund_year(*, fund_year_id: int, by: Person, at: datetime) -> None:
    """Close the books: no entry is taken after this one returns. Closing twice changes nothing.

    Raises:
        access.Refused: this person doesn't post to the panel's fund.
        NotEnded: the year isn't over or settled, or money in it is on its way: it says all of it.
    """
    fund_year = FundYear.objects.select_related("fund").get(pk=fund_year_id)
    require_keeper(by, panel_id=fund_year.fund.panel_id, at=at)
    if fund_year.closed_at is not None:
        return
    if lacking := hindrances.before_closing(fund_year, on=clock.date_of(at)):
        raise refusals.NotEnded(*lacking)
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
