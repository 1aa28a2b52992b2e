"""Whether the fund does what it is for: how the panel's work went in the days, and what it saved.

SI 2000/617, regulation 7(4): the partners are told income and expenditure, and what else they
need to see how effective the arrangements are. No child and no request is named.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from statistics import median

from django.db.models import Count, Min, Q

from panel import clock
from panel.audit.models import Event
from panel.cases.costs import option_costs
from panel.cases.figures.gaps import FEWEST_TOLD
from panel.cases.models import PlacementOption
from panel.deadlines import rules
from panel.deadlines.models import Clock, Outcome
from panel.decisions.models import AGREEING, Decision
from panel.decisions.models import Outcome as DecisionOutcome
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.models import FundYear
from panel.reports.span import Span
from panel.reports.table import Cell, Column, Table, Unit
from panel.working_days import ONE_DAY

COSTS = "cost_lines__shares__agency"
ON_TIME = {
    rules.LOCAL_ADVICE: "Advice given in time, of what was asked",
    rules.SHARE_APPROVAL: "Shares approved in time, of what was asked",
}


@dataclass(frozen=True)
class Figure:
    """What is told, how much, and of how many; `sizes` are the groups of children it tells of."""

    what: str
    figure: int
    of: int | None = None
    sizes: tuple[int, ...] = ()

    def told(self, *, fewest: int) -> tuple[Cell, ...]:
        """Return its line: without figures where one of its groups is of fewer than `fewest`.

        A group of none tells of nobody, except where all are none.
        """
        whole = self.figure if self.of is None else self.of
        is_told = whole > 0 and all(size == 0 or size >= fewest for size in self.sizes)
        return (self.what, self.figure, self.of) if is_told else (self.what, None, None)


def part(what: str, figure: int, of: int) -> Figure:
    """Return a figure that tells of some children of a whole, and so of the others too."""
    return Figure(what, figure, of, sizes=(of, figure, of - figure))


def to_partners(fund_year: FundYear, span: Span) -> list[Table]:
    """Return every figure."""
    return _tables(fund_year, span, fewest=1)


def in_public(fund_year: FundYear, span: Span) -> list[Table]:
    """Return the figures of five children and more that leave out as many, or none."""
    return _tables(fund_year, span, fewest=FEWEST_TOLD)


def _tables(fund_year: FundYear, span: Span, *, fewest: int) -> list[Table]:
    decided = list(_decided(fund_year, span))
    indicators = Table(
        "Indicators",
        (Column("Indicator"), Column("Figure", Unit.COUNT), Column("Of", Unit.COUNT)),
        tuple(
            figure.told(fewest=fewest)
            for figure in (
                *_of_decisions(decided),
                *_in_time(fund_year, span),
                *_of_instalments(fund_year, span),
            )
        ),
    )
    return [indicators, _savings(decided, fewest=fewest)]


def _decided(fund_year: FundYear, span: Span) -> Iterable[Decision]:
    first = datetime.combine(span.first_day, time(), tzinfo=clock.LONDON)
    after = datetime.combine(span.last_day + ONE_DAY, time(), tzinfo=clock.LONDON)
    found = Decision.objects.filter(
        placement_request__panel=fund_year.fund.panel_id,
        decided_at__gte=first,
        decided_at__lt=after,
    )
    changed = "placement_request__change_asked__placement__option"
    costs = [f"{option}__{COSTS}" for option in ("option", changed)]
    return found.select_related("option", changed).prefetch_related(*costs).order_by("pk")


def _of_decisions(decided: list[Decision]) -> Iterator[Figure]:
    yield Figure("Decisions", len(decided), sizes=(len(decided),))
    asked = {decision.placement_request_id for decision in decided}
    of_each = Decision.objects.filter(placement_request__in=asked).order_by("placement_request")
    told = of_each.values_list("placement_request", "placement_request__reference")
    rows = list(told.annotate(Count("pk"), Min("decided_at")))
    settled = {
        decision.placement_request_id
        for decision in decided
        if decision.outcome != DecisionOutcome.DEFERRED
    }
    once, of = sum(pk in settled and times == 1 for pk, _, times, _ in rows), len(settled)
    sizes = (of, once, of - once, len(asked) - of)  # the last only deferred, as others tell
    yield Figure("Requests decided at once, of all decided", once, of, sizes)
    waits = _waits({reference: first for _, reference, _, first in rows})
    what = "Days from sending in to the first decision, median"
    yield Figure(what, _median(waits), len(waits), sizes=(len(waits),))


def _waits(first: Mapping[str, datetime]) -> list[int]:
    """Return how long each request took from when it was sent in to its first decision."""
    events = Event.objects.filter(subject__in=first, kind="submit").order_by("subject")
    sent = dict(events.values_list("subject").annotate(at=Min("at")))
    return [(first[name] - at) // ONE_DAY for name, at in sent.items()]


def _median(days: list[int]) -> int:
    return round(median(days)) if days else 0


def _in_time(fund_year: FundYear, span: Span) -> Iterator[Figure]:
    asked = Clock.objects.filter(
        panel=fund_year.fund.panel_id,
        rule_id__in=ON_TIME,
        due_on__range=(span.first_day, span.last_day),
    ).exclude(outcome=Outcome.VOID)
    counted = {
        row["rule_id"]: row
        for row in asked.order_by("rule_id")
        .values("rule_id")
        .annotate(asked=Count("pk"), met=Count("pk", filter=Q(outcome=Outcome.MET)))
    }
    for rule_id, what in ON_TIME.items():
        row = counted.get(rule_id, {"met": 0, "asked": 0})
        yield part(what, row["met"], row["asked"])


def _of_instalments(fund_year: FundYear, span: Span) -> Iterator[Figure]:
    due = [
        instalment
        for statement in contributions.statements(fund_year, on=span.late_on)
        for instalment in statement.instalments
        if span.holds(instalment.due_on) and instalment.due_on <= span.late_on
    ]
    received = sum(not instalment.missing_pence for instalment in due)
    yield Figure("Instalments received in full, of what fell due", received, len(due))


def _savings(decided: list[Decision], *, fewest: int) -> Table:
    """Compare full-year costs: of what was agreed last, and of what it was agreed in place of."""
    columns = (
        Column("Agreed in place of"),
        Column("Requests", Unit.COUNT),
        Column("It would have cost", Unit.PENCE),
        Column("It costs", Unit.PENCE),
        Column("Saved in a full year", Unit.PENCE, less=("It would have cost", "It costs")),
    )
    last = {decision.placement_request_id: decision for decision in decided}.values()
    agreed = [decision for decision in last if decision.outcome in AGREEING]
    rows = tuple(
        _saved(name, pairs, fewest=fewest)
        for name, pairs in (
            ("The option recommended", list(_otherwise(agreed))),
            ("The placement before", list(_changed(agreed))),
        )
    )
    note = "Below nothing where what was agreed costs more."
    return Table("Savings and cost avoided", columns, rows, note)


Pair = tuple[PlacementOption, PlacementOption]


def _saved(name: str, pairs: list[Pair], *, fewest: int) -> tuple[Cell, ...]:
    if len(pairs) < fewest:
        return (name, 0 if not pairs else None, None, None)
    before, after = zip(*pairs, strict=True)
    return (name, len(pairs), _full_year(before), _full_year(after))


def _full_year(options: Iterable[PlacementOption]) -> int:
    costs = map(option_costs.first_year, options)
    return sum(cost.full_year_pence for cost in costs if cost is not None)


def _otherwise(agreed: list[Decision]) -> Iterator[Pair]:
    """Yield the option that was recommended, and the other one that was agreed."""
    asked = {decision.placement_request_id for decision in agreed}
    recommended = {
        option.placement_request_id: option
        for option in PlacementOption.objects.filter(
            is_recommended=True, placement_request__in=asked
        ).prefetch_related(COSTS)
    }
    for decision in agreed:
        option = recommended.get(decision.placement_request_id)
        if option is not None and decision.option is not None and option != decision.option:
            yield option, decision.option


def _changed(agreed: list[Decision]) -> Iterator[Pair]:
    """Yield the option of a placement, and the one that a change to it puts in its place."""
    for decision in agreed:
        change = getattr(decision.placement_request, "change_asked", None)
        if change is not None and decision.option is not None:
            yield change.placement.option, decision.option
