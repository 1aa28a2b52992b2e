"""
What providers take back of days that their request no longer pays for goes to the pot at once.

Where a change took those days over, another request holds their money; where a placement ended,
nobody does. What is left of the days that the request does pay for stays promised to it.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.utils.module_loading import import_string

from panel.agencies.models import Person
from panel.money import Pence
from panel.pooledbudget.models import FundYear, Invoice
from panel.pooledbudget.operations.ledger import promising

# Who knows the days. Named, not imported: decisions lie above the fund, which knows no placement.
BEYOND_DAYS = "panel.decisions.placements.plans.beyond_days"


def give_back(
    invoice: Invoice, taken: Mapping[int, int], *, key: str, by: Person, at: datetime
) -> None:
    """Release what was taken back of an invoice, by agency id, as far as no days need it."""
    beyond_days: Callable[[FundYear, str], Mapping[int, Pence]] = import_string(BEYOND_DAYS)
    beyond = beyond_days(invoice.fund_year, invoice.about)
    amounts = {pk: Pence(min(beyond[pk], taken[pk])) for pk in beyond.keys() & taken.keys()}
    if amounts:
        promising.release_part(
            fund_year=invoice.fund_year,
            about=invoice.about,
            amounts=amounts,
            key=key,
            by=by,
            at=at,
        )
