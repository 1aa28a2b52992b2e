"""Which requests keep money of a year from being settled. Reads; never writes."""

from typing import NamedTuple

from django.db.models import Q, Sum

from panel.money import Pence
from panel.pooledbudget.accounts import AccountKind
from panel.pooledbudget.models import FundYear, Posting
from panel.pooledbudget.queries import SIGNED

#: Where money of a request lies for which no invoice has come.
UNINVOICED = (AccountKind.RESERVED, AccountKind.COMMITTED, AccountKind.ACCRUED)


class Holding(NamedTuple):
    """What a request still holds in a year: reserved for it, and promised and not invoiced."""

    about: str
    reserved_pence: Pence
    promised_pence: Pence


def held(fund_year: FundYear) -> list[Holding]:
    """Return the requests that hold money in a year which nobody has invoiced, by reference."""
    is_reserved = Q(account__kind=AccountKind.RESERVED)
    rows = (
        Posting.objects.filter(account__fund_year=fund_year, account__kind__in=UNINVOICED)
        .order_by("entry__about")
        .values_list("entry__about")
        .annotate(
            reserved=Sum(SIGNED, filter=is_reserved, default=0),
            promised=Sum(SIGNED, filter=~is_reserved, default=0),
        )
        .exclude(reserved=0, promised=0)
    )
    return [Holding(about, Pence(reserved), Pence(left)) for about, reserved, left in rows]
