"""Questions about imports: who sees them, how far each is, and what was left out."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, QuerySet, Sum

from panel.agencies.access import Access, Permission
from panel.money import Pence
from panel.pooledbudget.models.imports import Import, ImportRow, RowOutcome

SEE = (Permission.FUND_POST, Permission.AUDIT_READ)


def visible_to(access: Access) -> QuerySet[Import]:
    """Return the imports of funds to which a person posts, or that they audit, latest first."""
    panel_ids = {pk for permission in SEE for pk in access.panels(permission)}
    kept = Import.objects.filter(fund_year__fund__panel_id__in=panel_ids)
    return kept.select_related("fund_year__fund", "checked_by", "asked_by").order_by("-pk")


def outcomes(imports: Iterable[Import]) -> dict[int, Counter[str]]:
    """Return how many rows of each import have come to what, by its id, in one query."""
    found: dict[int, Counter[str]] = {one.pk: Counter() for one in imports}
    rows = ImportRow.objects.filter(source_id__in=found).order_by("source_id", "outcome")
    for source_id, outcome, count in rows.values_list("source_id", "outcome").annotate(
        Count("pk")
    ):
        found[source_id][outcome] = count
    return found


def good_pence(source: Import) -> Pence:
    """Return what the rows come to that are posted or ready to be."""
    good = source.rows.filter(outcome__in=(RowOutcome.READY, RowOutcome.POSTED))
    return Pence(good.aggregate(pence=Sum("amount_pence", default=0))["pence"])


def kept(source: Import) -> QuerySet[ImportRow]:
    """Return the other rows, posted, to be posted or booked before, by line."""
    return source.rows.exclude(outcome=RowOutcome.BAD).order_by("line")


def left_out(source: Import) -> QuerySet[ImportRow]:
    """Return the rows that can't be posted, by line."""
    return source.rows.filter(outcome=RowOutcome.BAD).order_by("line")
