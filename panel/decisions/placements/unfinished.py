"""Questions about placements that ended, or of a past year, whose money nobody has invoiced."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet, Sum

from panel.agencies.access import Access, Permission
from panel.cases.models import Placement
from panel.cases.placement_stages import PlacementStage
from panel.money import Pence
from panel.pooledbudget import holdings
from panel.pooledbudget import queries as funds
from panel.pooledbudget.accounts import AccountKind
from panel.pooledbudget.models import FundYear, Posting
from panel.pooledbudget.queries import SIGNED

PROMISED = (AccountKind.COMMITTED.value, AccountKind.ACCRUED.value)


def kept_by(access: Access) -> QuerySet[Placement]:
    """Return the placements that the funds pay for to which a person posts."""
    panel_ids = access.panels(Permission.FUND_POST)
    found = Placement.objects.filter(placement_request__panel_id__in=panel_ids)
    return found.select_related("placement_request")


def ended(access: Access) -> QuerySet[Placement]:
    """Return those of them that have ended."""
    return kept_by(access).filter(stage=PlacementStage.ENDED)


def holding(references: QuerySet[Placement]) -> Sequence[tuple[str, Pence]]:
    """Return which placements' requests hold promised money in open years, by reference."""
    abouts = references.order_by().values("placement_request__reference")
    rows = (
        Posting.objects.filter(
            entry__about__in=abouts,
            account__kind__in=PROMISED,
            account__fund_year__closed_at=None,
        )
        .order_by("entry__about")
        .values_list("entry__about")
        .annotate(pence=Sum(SIGNED))
        .filter(pence__gt=0)
    )
    return [(about, Pence(pence)) for about, pence in rows]


def years_over(reference: str, *, on: date) -> list[tuple[FundYear, Pence]]:
    """Return the open years that are over, with what a request is promised there uninvoiced."""
    years = funds.years_of(reference).filter(closed_at=None, ends_on__lt=on)
    return [(year, Pence(holdings.promised(year, reference).total())) for year in years]
