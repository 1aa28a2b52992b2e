"""Promising running placements the money of each later year, once its books are open.

Agencies approve a placement as a whole; the books of the years after its first are opened while it
runs. A sweep finds each placement whose days reach into an open year that holds nothing for it,
and a worker settles it there, in the name of whoever started it. A year without room stops no
child: the fund's manager is told, and it is tried again.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from panel.cases import operations as cases
from panel.cases.models import Placement, PlacementAgreement
from panel.cases.placements import queries as placement_queries
from panel.decisions.operations.placements import settling
from panel.pooledbudget import operations as fund
from panel.pooledbudget.models import FundYear, JournalEntry, Rollover


def sweep_rollovers(*, at: datetime) -> Mapping[str, int]:
    """Owe running placements the money of open years, and call workers to what nobody is at."""
    owed = sum(
        fund.owe_rollovers(
            fund_year=fund_year,
            abouts=_without(fund_year).values_list("placement_request__reference", flat=True),
            at=at,
        )
        for fund_year in FundYear.objects.filter(closed_at=None).select_related("fund")
    )
    offered = fund.offer_rollovers(at=at)
    return {"later years owed": owed, "later years offered to the workers": offered}


def _without(fund_year: FundYear) -> QuerySet[Placement]:
    """Return what runs on into a year of the fund that pays for it, and holds nothing there."""
    agreement = PlacementAgreement.objects.filter(placement=OuterRef("pk"), superseded_by=None)
    reference = OuterRef("placement_request__reference")
    entries = JournalEntry.objects.filter(about=reference, fund=fund_year.fund_id)
    running = placement_queries.running(Placement.objects.order_by("pk")).alias(
        until=Coalesce(Subquery(agreement.values("ends_on")[:1]), "option__ends_on")
    )
    return running.filter(
        Exists(entries),
        ~Exists(entries.filter(fund_year=fund_year)),
        ~Exists(Rollover.objects.filter(fund_year=fund_year, about=reference)),
        placement_request__panel_id=fund_year.fund.panel_id,
        started_on__lt=fund_year.starts_on,
        until__gte=fund_year.starts_on,
    )


def roll_over(*, rollover_id: int, at: datetime) -> None:
    """Promise one placement the money of a later year, if it is owed and nobody else is at it."""
    rollover = fund.claim_rollover(rollover_id=rollover_id, at=at)
    if rollover is not None:
        with transaction.atomic():
            _roll_over(rollover, at=at)


def _roll_over(rollover: Rollover, *, at: datetime) -> None:
    placements = Placement.objects.select_related("option", "started_by")
    placement = placements.get(placement_request__reference=rollover.about)
    placement.placement_request = cases.locked(placement.placement_request_id)
    assert placement.started_by is not None, "It was owed the money because it runs."
    settling.hold(placement)
    refused = settling.settle_in(
        rollover.fund_year,
        placement,
        by=placement.started_by,
        at=at,
        is_known=bool(rollover.refusal),
    )
    fund.finish_rollover(rollover=rollover, refusal=" ".join(refused), at=at)
