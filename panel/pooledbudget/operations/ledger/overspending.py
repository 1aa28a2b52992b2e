"""Letting a pot be promised further than its money for one request.

That ends by itself: PostgreSQL raises the floor again with whatever comes in.
"""

from datetime import datetime

from django.db import DatabaseError, connection

from panel.agencies.models import Person
from panel.audit import log
from panel.money import Pence
from panel.pooledbudget import refusals
from panel.pooledbudget.accounts import AccountKind
from panel.pooledbudget.books import Books
from panel.pooledbudget.models import FundYear

AUTHORISE = "SELECT ledger_authorise_floor(%s, %s, %s, %s, %s, %s)"


def authorise_floor(
    *,
    fund_year: FundYear,
    agency_id: int,
    pence: Pence,
    about: str,
    key: str,
    by: Person,
    at: datetime,
) -> bool:
    """
    Lower the floor of the pot that an agency's money lies in; say whether this call did.

    The same key again lowers nothing. Whether `by` may is for the caller to have asked.

    Raises:
        PeriodClosed: the books of the year are closed.
    """
    account_id = Books.of(fund_year).account(AccountKind.UNCOMMITTED, agency_id)
    with connection.cursor() as cursor:
        try:
            cursor.execute(AUTHORISE, [account_id, pence, key, about, at, by.username])
        except DatabaseError as error:
            raise refusals.of(error, about=about, key=key) from error
        (is_lowered,) = cursor.fetchone()
    if is_lowered:
        payload = {"year": fund_year.year, "about": about, "pence": pence}
        subject = f"fund {fund_year.fund.code}"
        log.record(subject=subject, kind="floor_authorised", by=by, at=at, payload=payload)
    return bool(is_lowered)
