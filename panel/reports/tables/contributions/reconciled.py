"""How a partner's contribution in the books follows from what it paid in."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.db.models import Sum
from django.db.models.functions import Coalesce

from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.extracts.extract import Extract, Measure
from panel.pooledbudget.models import FundYear, Posting
from panel.pooledbudget.queries import SIGNED
from panel.reports.span import Span
from panel.reports.table import Cell, Column, Figure, Table, Unit
from panel.reports.tables.balances import until
from panel.reports.tables.contributions.due import RECEIVED

VIRED = "Moved by virement to others, net"
AFTER = "After virements"
SETTLED = "Carried forward or given back, net"
ByVerb = Mapping[tuple[str, int, str], int]  # partner's name and id, verb → pence


def by_partner(fund_year: FundYear, span: Span) -> list[Table]:
    """Return how what each partner paid in and its contribution in the books differ, and why."""
    columns = (
        Column("Partner"),
        Column(RECEIVED, Unit.PENCE, is_added=True),
        Column(VIRED, Unit.PENCE, is_added=True),
        Column(AFTER, Unit.PENCE, is_added=True, less=(RECEIVED, VIRED)),
        Column(SETTLED, Unit.PENCE, is_added=True),
        Column("Contribution", Unit.PENCE, is_added=True, less=(AFTER, SETTLED)),
    )
    found = _by_verb(fund_year, span)
    partners = sorted({(name, pk) for name, pk, _ in found})
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *_moved(fund_year, span, found, name, pk)) for name, pk in partners
    )
    note = (
        "Below nothing where more was moved in, or brought forward, than out. The contribution is "
        "what the books divide; elsewhere in this report it is told as it is here."
    )
    return [Table("From what was received to the contribution", columns, rows, note)]


def _moved(
    fund_year: FundYear, span: Span, found: ByVerb, name: str, agency_id: int
) -> Iterator[int]:
    """Yield what a partner paid in, and what was moved and went on from there."""
    extract = Extract(
        year=fund_year.pk,
        kind=AccountKind.CONTRIBUTION,
        agency=agency_id,
        last=until(fund_year, span.last_day),
    )
    for verb, measure, sign in (
        (Verb.RECEIVE, Measure.GREW, 1),
        (Verb.VIRE, Measure.LEFT, -1),
        (Verb.SETTLE, Measure.LEFT, -1),
    ):
        pence = found.get((name, agency_id, verb))
        of = replace(extract, verb=verb, measure=measure)
        yield 0 if pence is None else Figure(sign * pence, of)


def _by_verb(fund_year: FundYear, span: Span) -> ByVerb:
    """Return by how much each partner's contribution grew by each verb, what undid it with it."""
    rows = (
        Posting.objects.filter(
            account__fund_year=fund_year,
            account__kind=AccountKind.CONTRIBUTION,
            entry__effective_on__lte=span.last_day,
        )
        .order_by()
        .values_list(
            "account__agency__name",
            "account__agency_id",
            Coalesce("entry__reverses__verb", "entry__verb"),
        )
        .annotate(pence=Sum(SIGNED))
    )
    return {(name, pk, verb): pence for name, pk, verb, pence in rows}
