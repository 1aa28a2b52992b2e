"""What the accounts of a fund year came to on a day: re-added from the postings up to it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Sum

from panel.pooledbudget.accounts import AccountGroup, AccountKind
from panel.pooledbudget.extracts.extract import Extract, Measure
from panel.pooledbudget.models import Account, FundYear, Posting
from panel.pooledbudget.queries import SIGNED
from panel.reports.table import Figure, added

Standing = list[tuple[Account, int]]


def standing(fund_year: FundYear, *, on: date) -> Standing:
    """Return each account with its pence, on its normal side, at the end of a day."""
    postings = Posting.objects.filter(
        account__fund_year=fund_year, entry__effective_on__lte=on
    ).order_by("account_id")
    sums = dict(postings.values_list("account_id").annotate(pence=Sum(SIGNED)))
    accounts = fund_year.accounts.select_related("agency").order_by("pk")
    extract = Extract(year=fund_year.pk, last=until(fund_year, on))
    return [(account, _figure(account, sums.get(account.pk), extract)) for account in accounts]


def _figure(account: Account, pence: int | None, extract: Extract) -> int:
    """Return what stands on an account, with its entries if there are any."""
    if pence is None:
        return 0
    kind = AccountKind(account.kind)
    return Figure(pence, replace(extract, kind=kind, agency=account.agency_id))


def until(fund_year: FundYear, day: date) -> date | None:
    """Return the last day of entries that count by a day; None where all of the year do."""
    return day if day < fund_year.ends_on else None


def turned(pence: int) -> int:
    """Return a balance as it stands on the other side, of the same entries."""
    if isinstance(pence, Figure) and isinstance(pence.of, Extract):
        return Figure(-pence, replace(pence.of, measure=Measure.LEFT))
    return -pence


def together(found: Mapping[AccountKind, int], group: AccountGroup) -> int:
    """Add up one agency's accounts of several kinds."""
    parts = [found.get(kind, 0) for kind in group.kinds]
    for part in parts:
        if isinstance(part, Figure) and isinstance(part.of, Extract):
            return Figure(sum(parts), replace(part.of, kind=group))
    return sum(parts)


def of_kind(found: Standing, kind: AccountKind) -> int:
    """Add up the accounts of one kind."""
    return added(pence for account, pence in found if account.kind == kind)
