"""Reading what is planned and what is held: so many queries, however many placements there are."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from panel.cases.costs import option_costs
from panel.cases.costs.costing import Period
from panel.cases.models import (
    CostLine,
    PlacementAgreement,
    PlacementOption,
    PlacementRequest,
    Suspension,
)
from panel.cases.placement_stages import PlacementStage
from panel.cases.stages import FINAL, FUNDED, OPEN, Stage
from panel.cases.vocabulary.placements import EndReason
from panel.clock import date_of
from panel.decisions.forecasting.forecast import Holding
from panel.decisions.forecasting.planned import Charge, Planned
from panel.decisions.models import AGREEING, Decision
from panel.meetings.models import Meeting
from panel.meetings.queries import upcoming
from panel.money import BasisPoints
from panel.pooledbudget.accounts import AccountGroup, AccountKind
from panel.pooledbudget.forecasts import queries as funds
from panel.working_days import ONE_DAY

APPROVED = FUNDED | FINAL
ASKED = OPEN - {Stage.DRAFT}  # a draft hasn't been sent to the panel

_OF_IT = {"placement_request": OuterRef("pk")}
_AGREED = Decision.objects.filter(outcome__in=AGREEING, **_OF_IT).order_by("-pk")
_COSTED = PlacementOption.objects.filter(
    cost_lines__isnull=False, starts_on__isnull=False, ends_on__isnull=False, **_OF_IT
)
_AGREEMENT = PlacementAgreement.objects.filter(
    placement__placement_request=OuterRef("pk"), superseded_by=None
)

#: The option that was agreed, else that is recommended, else the first with its costs and days.
CHOSEN = Coalesce(
    F("placement__option_id"),
    Subquery(_AGREED.values("option_id")[:1]),
    Subquery(_COSTED.order_by("-is_recommended", "letter").values("pk")[:1]),
    output_field=BigIntegerField(),
)


def planned(
    panel_id: int,
    *,
    since: date,
    likelihoods: Mapping[str, BasisPoints],
    held: Collection[str] = (),
) -> list[Planned]:
    """Return what a panel has agreed, and is asked for, that isn't over before a day.

    Args:
        likelihoods: stage → how likely a request at it is agreed; of others nothing is returned.
        held: references of requests to be returned however long ago they were over.
    """
    asked = {stage for stage in ASKED if likelihoods.get(stage)}
    rows = _rows(panel_id, stages=APPROVED | asked, since=since, held=held)
    options = _options(row.chosen for row in rows)
    unpaid = _unpaid(row.placement_id for row in rows)
    return [
        Planned(
            reference=row.reference,
            standing=row.stage,
            days=days,
            charges=_charges(options[row.chosen]),
            unpaid=tuple(unpaid[row.placement_id]),
            likelihood=None if row.stage in APPROVED else likelihoods[row.stage],
            instead_of=row.instead_of or "",
        )
        for row in rows
        if (days := _days(row, options[row.chosen]))
        and (days.last >= since or row.reference in held)
    ]


def holdings(fund_id: int, *, year: int) -> dict[str, Holding]:
    """Return what each request holds in a year of a fund, by reference."""
    found: dict[str, dict[AccountKind, Counter[str]]] = {}
    for about, kind, agency, pence in funds.held_by_all(fund_id, year=year):
        part = found.setdefault(about, {}).setdefault(AccountKind(kind), Counter())
        part[agency] += pence
    return {about: _holding(parts) for about, parts in found.items()}


def _holding(parts: Mapping[AccountKind, Counter[str]]) -> Holding:
    actual: Counter[str] = Counter()
    for kind in AccountGroup.ACTUAL.kinds:
        actual.update(parts.get(kind, Counter()))
    return Holding(actual, parts.get(AccountKind.COMMITTED, Counter()))


def next_agenda(panel_id: int) -> frozenset[str]:
    """Return the references that the next meeting is to decide."""
    meeting = upcoming(Meeting.objects.filter(panel_id=panel_id)).first()
    if meeting is None:
        return frozenset()
    listed = meeting.items.filter(ratifies=None, placement_request__stage__in=OPEN)
    return frozenset(listed.values_list("placement_request__reference", flat=True))


def agenda_day(panel_id: int) -> date | None:
    """Return the day of the meeting that decides the next agenda; None if none is planned."""
    return _first_day(Meeting.objects.filter(panel_id=panel_id))


def next_meeting_day(panel_id: int, *, after: date) -> date | None:
    """Return the day of the first meeting on a later day; None if none is planned."""
    return _first_day(Meeting.objects.filter(panel_id=panel_id, starts_at__date__gt=after))


def _first_day(meetings: QuerySet[Meeting]) -> date | None:
    meeting = upcoming(meetings).first()
    return date_of(meeting.starts_at) if meeting else None


def _rows(
    panel_id: int, *, stages: Iterable[str], since: date, held: Collection[str]
) -> list[Any]:
    """Return each request with its option, its placement's days and what it takes the place of.

    Those of which no option or agreement reaches so far are left out, but for what is held.
    """
    may_last = PlacementOption.objects.filter(ends_on__gte=since, **_OF_IT)
    agreed = _AGREEMENT.filter(ends_on__gte=since)
    found = (
        PlacementRequest.objects.filter(panel_id=panel_id, stage__in=sorted(stages))
        .filter(Exists(may_last) | Exists(agreed) | Q(reference__in=held))
        .annotate(chosen=CHOSEN)
        .exclude(chosen=None)
        .annotate(
            agreed_until=Subquery(_AGREEMENT.values("ends_on")[:1]),
            started_on=F("placement__started_on"),
            ended_on=F("placement__ended_on"),
            end_reason=F("placement__end_reason"),
            placement_stage=F("placement__stage"),
            instead_of=F("change_asked__placement__placement_request__reference"),
        )
    )
    columns = ("reference", "stage", "chosen", "agreed_until", "placement_id", "placement_stage")
    dates = ("started_on", "ended_on", "end_reason", "instead_of")
    return list(
        found.annotate(placement_id=F("placement__pk"))
        .order_by("pk")
        .values_list(*columns, *dates, named=True)
    )


def _days(row: Any, option: PlacementOption) -> Period | None:
    """Return the days it is paid for, or would be; None where the placement never started."""
    never_started = row.placement_stage == PlacementStage.ENDED and row.ended_on is None
    first = row.started_on or option.starts_on
    planned_last = row.agreed_until or option.ends_on
    if never_started or first is None or planned_last is None:
        return None
    last = row.ended_on or planned_last
    if row.end_reason == EndReason.REPLACED and last < planned_last:
        return Period(first, last, planned_last)
    return Period(first, last)


def _options(ids: Iterable[int]) -> dict[int, PlacementOption]:
    lines = CostLine.objects.order_by("position").prefetch_related("shares__agency")
    options = PlacementOption.objects.prefetch_related(Prefetch("cost_lines", lines))
    return options.in_bulk(list(ids))


def _charges(option: PlacementOption) -> tuple[Charge, ...]:
    return tuple(
        Charge(line.kind, option_costs.line_of(line, option)) for line in option.cost_lines.all()
    )


def _unpaid(placement_ids: Iterable[int | None]) -> Mapping[int | None, list[Period]]:
    """Return the absences that providers don't charge for, by placement."""
    found: dict[int | None, list[Period]] = defaultdict(list)
    for away in Suspension.objects.filter(
        is_paid=False, placement__in=filter(None, placement_ids)
    ):
        last = away.back_on - ONE_DAY if away.back_on else date.max
        found[away.placement_id].append(Period(away.first_day, last))
    return found
