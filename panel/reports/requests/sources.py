"""What figures of reports are made of that come from requests: where those are listed. Pure."""

from django.urls import reverse

from panel.pooledbudget.extracts.listed import Listed
from panel.pooledbudget.models import FundYear
from panel.reports.span import Span


def requests(fund_year: FundYear, span: Span, *, by: str, of: str, count: str) -> Listed:
    """
    Return the requests that are told of together.

    Args:
        by: by what they are, as `requests.WAYS` names it; `of`: what that is of these.
        count: a group of accounts, on which what they have is added up.
    """
    path = reverse("fund-report-requests", args=[fund_year.pk, span.number])
    asked = (("by", by), ("count", count), ("of", of))
    return Listed("requests", path, asked, apart=("of",))
