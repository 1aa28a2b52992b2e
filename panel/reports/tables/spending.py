"""
What the money of a fund year goes to: by provider, by sort of place and by main need.

Partners are told every row. In public, rows about fewer than five children are told together, with
as many others as make them five, since an amount beside so few could tell who they are, as could
what is left of the whole; no child and no request is named in either.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Sum

from panel.cases.figures.gaps import FEWEST_TOLD
from panel.cases.models import Need, PlacementOption
from panel.cases.vocabulary import NeedCode, Setting
from panel.decisions.models import Decision
from panel.pooledbudget.accounts import AccountGroup
from panel.pooledbudget.holdings import RECOVERY
from panel.pooledbudget.models import FundYear, Posting
from panel.pooledbudget.queries import SIGNED
from panel.reports.requests import sources
from panel.reports.span import Span
from panel.reports.table import Cell, Column, Figure, Source, Table, Unit

TOGETHER = "All others, together"
NOT_TOLD = f"Of fewer than {FEWEST_TOLD} children, so not told"


@dataclass(frozen=True)
class Package:
    """What one placement costs the fund in the year, and what it is."""

    reference: str
    child_id: int
    provider: str
    setting: str
    need: str
    promised_pence: int
    paid_pence: int


@dataclass(frozen=True)
class Way:
    """
    By what packages are told of together.

    Attributes:
        name: its own in an address.
        is_followed: whether its figures lead to requests. Not where each would be told with what
            is known only to those who may read its case.
    """

    name: str
    caption: str
    heading: str
    of: Callable[[Package], str]
    is_followed: bool = True


WAYS = (
    Way("provider", "By provider", "Provider", lambda package: package.provider),
    Way("setting", "By sort of place", "Sort of place", lambda package: package.setting),
    Way("need", "By main need", "Main need", lambda package: package.need, is_followed=False),
)
SourceOf = Callable[[Way, str, AccountGroup], Source]  # of a row's name, and of what is added up


def to_partners(fund_year: FundYear, span: Span) -> list[Table]:
    """Return every row, with the way to the requests that it is made of."""

    def source(way: Way, of: str, group: AccountGroup) -> Source:
        return sources.requests(fund_year, span, by=way.name, of=of, count=group.value)

    return tables(packages(fund_year, span), fewest=1, source=source)


def in_public(fund_year: FundYear, span: Span) -> list[Table]:
    """Return rows of five children or more, and all others as one that is of as many.

    None leads to its requests.
    """
    return tables(packages(fund_year, span), fewest=FEWEST_TOLD)


def packages(fund_year: FundYear, span: Span) -> list[Package]:
    """Return what each placement that the fund pays for costs, by the end of the span."""
    pence = pence_by_request(fund_year, span)
    options = _agreed(pence)
    needs = _main_needs(options.values())
    return [
        Package(
            reference=reference,
            child_id=option.placement_request.child_id,
            provider=option.provider,
            setting=Setting(option.setting).label,
            need=needs.get(option.placement_request_id, "Not told"),
            promised_pence=sum(pence[reference][kind] for kind in AccountGroup.UNPAID.kinds),
            paid_pence=sum(pence[reference][kind] for kind in AccountGroup.PAID.kinds),
        )
        for reference, option in options.items()
    ]


def pence_by_request(fund_year: FundYear, span: Span) -> dict[str, Counter[str]]:
    """Return what each request has on accounts of each kind, by reference.

    What its agency has paid back stays there: it was paid to the provider all the same.
    """
    rows = (
        Posting.objects.filter(
            account__fund_year=fund_year,
            account__kind__in=AccountGroup.COST.kinds,
            entry__effective_on__lte=span.last_day,
        )
        .exclude(RECOVERY)
        .order_by("entry__about")
        .values_list("entry__about", "account__kind")
        .annotate(pence=Sum(SIGNED))
    )
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for reference, kind, sum_pence in rows:
        if sum_pence:
            found[reference][kind] = sum_pence
    return found


def _agreed(references: Iterable[str]) -> dict[str, PlacementOption]:
    """Return the option agreed last for each of these requests, by reference.

    What was brought over from before cases were kept here has the one it was brought over with.
    """
    of_these = {"placement_request__reference__in": list(references)}
    options = PlacementOption.objects.filter(is_recommended=True, **of_these)
    decided = Decision.objects.filter(option__isnull=False, **of_these).order_by("pk")
    agreed = decided.select_related("option__placement_request")
    return {
        option.placement_request.reference: option
        for option in (
            *options.select_related("placement_request"),
            *(decision.option for decision in agreed if decision.option),
        )
    }


def _main_needs(options: Iterable[PlacementOption]) -> dict[int, str]:
    """Return the need that each request ranks first, by its id."""
    request_ids = [option.placement_request_id for option in options]
    ranked = Need.objects.filter(placement_request_id__in=request_ids).order_by("-rank")
    return {need.placement_request_id: NeedCode(need.code).label for need in ranked}


def tables(found: list[Package], *, fewest: int, source: SourceOf | None = None) -> list[Table]:
    """Return what packages cost, each way; no row is of fewer children than `fewest`."""
    return [
        Table(
            way.caption,
            (
                Column(way.heading),
                Column("Not yet paid", Unit.PENCE, is_added=True),
                Column("Paid to providers", Unit.PENCE, is_added=True),
            ),
            tuple(_sourced(row, way, source) for row in _rows(found, way.of, fewest=fewest)),
            "Not yet paid: committed, delivered or invoiced.",
        )
        for way in WAYS
    ]


def _sourced(row: tuple[Cell, ...], way: Way, source: SourceOf | None) -> tuple[Cell, ...]:
    if source is None or not way.is_followed:
        return row
    name, *amounts = row
    counted = zip(amounts, (AccountGroup.UNPAID, AccountGroup.PAID), strict=True)
    return (
        name,
        *(
            Figure(pence, source(way, str(name), group))
            if isinstance(pence, int) and pence
            else pence
            for pence, group in counted
        ),
    )


def _rows(
    found: list[Package], way: Callable[[Package], str], *, fewest: int
) -> list[tuple[str, int | None, int | None]]:
    """Return the rows by name, and at the end together those about too few children.

    While these too are too few, the smallest of the others joins them.
    """
    groups: dict[str, list[Package]] = defaultdict(list)
    for package in found:
        groups[way(package)].append(package)
    by_size = sorted(groups, key=lambda name: (_children(groups[name]), name))
    rest: list[Package] = []
    while by_size and (
        _children(groups[by_size[0]]) < fewest or (rest and _children(rest) < fewest)
    ):
        rest += groups[by_size.pop(0)]
    rows: list[tuple[str, int | None, int | None]] = [
        (name, *_sums(groups[name])) for name in sorted(by_size)
    ]
    if not rest:
        return rows
    if _children(rest) < fewest:
        return [(NOT_TOLD, None, None)]
    return [*rows, (TOGETHER, *_sums(rest))]


def _children(of: list[Package]) -> int:
    return len({package.child_id for package in of})


def _sums(of: list[Package]) -> tuple[int, int]:
    return (
        sum(package.promised_pence for package in of),
        sum(package.paid_pence for package in of),
    )
