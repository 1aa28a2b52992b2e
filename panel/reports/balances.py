"""What the accounts of a fund year came to on a day: re-added from the postings up to it."""

from datetime import date

from django.db.models import Sum

from panel.pooledbudget.accounts import AccountKind
from panel.pooledbudget.models import Account, FundYear, Posting
from panel.pooledbudget.queries import SIGNED

Standing = list[tuple[Account, int]]


def standing(fund_year: FundYear, *, on: date) -> Standing:
    """Return each account with its pence, on its normal side, at the end of a day."""
    postings = Posting.objects.filter(
        account__fund_year=fund_year, entry__effective_on__lte=on
    ).order_by("account_id")
    pence = dict(postings.values_list("account_id").annotate(pence=Sum(SIGNED)))
    accounts = fund_year.accounts.select_related("agency").order_by("pk")
    return [(account, pence.get(account.pk, 0)) for account in accounts]


def of_kind(found: Standing, kind: AccountKind) -> int:
    """Add up the accounts of one kind."""
    return sum(pence for account, pence in found if account.kind == kind)
