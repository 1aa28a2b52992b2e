"""Which local provision is missing: what the out-of-area options of all requests replace.

Counts children, never names them; fewer than five are told only as that, so that nobody can be
recognised in a small number. Nothing here writes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.db.models.functions import Lower, Trim

from panel.agencies.access import Access, Permission
from panel.cases.costs import costing
from panel.cases.models import PlacementOption
from panel.cases.vocabulary import NeedCode
from panel.cases.vocabulary.options import PlacementGroup
from panel.clock import LONDON

FEWEST_TOLD = 5


@dataclass(frozen=True)
class Gap:
    """One sort of place that is missing for one need in one area."""

    group: PlacementGroup
    need: NeedCode
    area: str
    children: int | None  # None: fewer than five

    @property
    def children_told(self) -> str:
        """The count in words that give nobody away."""
        return f"fewer than {FEWEST_TOLD}" if self.children is None else str(self.children)


def found(access: Access, *, year: int | None = None) -> list[Gap]:
    """Return the gaps in the requests sent to a person's panels, the widest first.

    Each child is counted once in each gap, however many options name it. Areas that differ only
    in capitals or spaces are one. Those that are told as fewer than five come last, by name, since
    their order would tell them apart.

    Args:
        year: in which the financial year began that the requests were first sent in; None is any.
    """
    options = _options(access)
    if year is not None:
        span = costing.financial_year(date(year, 4, 1))
        options = options.filter(
            placement_request__submitted_at__date__range=(span.first, span.last)
        )
    counted = (
        options.annotate(place=Lower(Trim("missing_area")))
        .values("missing_group", "missing_need", "place")
        .annotate(
            area=Min(Trim("missing_area")),
            children=Count("placement_request__child", distinct=True),
        )
    )
    return _in_order([_gap(row) for row in counted])


def years(access: Access) -> list[int]:
    """Return the financial years in which requests with a gap were sent, the latest first."""
    months = _options(access).datetimes("placement_request__submitted_at", "month", tzinfo=LONDON)
    return sorted({costing.financial_year(at.date()).first.year for at in months}, reverse=True)


def _options(access: Access) -> QuerySet[PlacementOption]:
    panel_ids = {grant.panel_id for grant in access.reach(Permission.REPORT_READ)}
    return PlacementOption.objects.filter(
        placement_request__panel_id__in=panel_ids,
        placement_request__submitted_at__isnull=False,
    ).exclude(missing_group="")


def _gap(row: Mapping[str, Any]) -> Gap:
    children: int = row["children"]
    return Gap(
        group=PlacementGroup(row["missing_group"]),
        need=NeedCode(row["missing_need"]),
        area=row["area"],
        children=children if children >= FEWEST_TOLD else None,
    )


def _in_order(gaps: Sequence[Gap]) -> list[Gap]:
    return sorted(
        gaps, key=lambda gap: (-(gap.children or 0), gap.group.label, gap.need.label, gap.area)
    )
