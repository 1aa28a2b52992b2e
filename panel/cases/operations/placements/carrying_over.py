"""What a request for a change begins with: all that stands of the placement it is to change."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Model

from panel.agencies.models import Person
from panel.cases.changes import possible as changes
from panel.cases.models import CostLine, Placement, PlacementChange, PlacementRequest
from panel.cases.operations import linking
from panel.cases.operations.restricting import restrict_alike
from panel.cases.operations.writing.beginning import begin
from panel.cases.placements import agreements
from panel.cases.vocabulary import CostUnit, LinkKind
from panel.cases.vocabulary.placements import OF_MONEY, ChangeKind

Row = TypeVar("Row", bound=Model)

#: What is told again as it stands. Views aren't: they are asked for anew, about the change.
KEPT = ("criteria_met", "story", "legal_basis")
#: And where the child stays and only what is paid, or by whom, is to be another.
KEPT_OF_MONEY = (
    "child_views",
    "child_views_how",
    "child_views_on",
    "child_views_absent_because",
    "family_views",
    "family_views_how",
    "family_views_on",
    "family_views_absent_because",
    "tried_less_because",
)


def begin_change(
    placement: Placement,
    *,
    kind: ChangeKind,
    reason: str,
    applies_from: date,
    ends_on: date | None,
    for_: Person,
    by: Person | None,
    at: datetime,
) -> PlacementRequest:
    """Write the draft of a change, with what stands, in the name of whoever is to finish it.

    Who may see the placement may see that, and nobody else.

    Args:
        by: whoever asks for it; None where the panel's rules do.
    """
    before = placement.placement_request
    carrier, agency = changes.carried_by(kind), before.referring_agency
    names = (*KEPT, *KEPT_OF_MONEY) if kind in OF_MONEY else KEPT
    kept = {name: getattr(before, name) for name in names}
    asked = begin(before.child, carrier, agency, for_=for_, by=by, at=at, **kept)
    PlacementChange.objects.create(
        placement=placement,
        placement_request=asked,
        kind=kind,
        reason=reason,
        applies_from=applies_from,
        asked_at=at,
        asked_by=for_,
    )
    restrict_alike(asked, before, by=by, at=at)
    _begin_where_it_stands(placement, asked, applies_from, ends_on)
    if kind in OF_MONEY:
        for attempt in before.attempts.all():
            _copy(attempt, placement_request_id=asked.pk)
    linking.keep(asked, before, LinkKind.VARIES, by=for_, at=at)
    return asked


def _begin_where_it_stands(
    placement: Placement, asked: PlacementRequest, applies_from: date, ends_on: date | None
) -> None:
    """Copy the needs, and the option that was agreed with its costs, for the days asked for."""
    before = placement.placement_request
    for told in (
        *before.needs.all(),
        *before.outcomes_sought.all(),
        *before.panel_answers.all(),
    ):
        _copy(told, placement_request_id=asked.pk)
    last = agreements.last_day(placement)
    option = _copy(
        placement.option,
        placement_request_id=asked.pk,
        letter="A",
        is_recommended=True,
        starts_on=applies_from,
        ends_on=_not_before(ends_on or last, applies_from),
    )
    for fit in placement.option.fits.all():
        _copy(fit, option_id=option.pk)
    for position, (line, days) in enumerate(_lines(placement, applies_from), start=1):
        copied = _copy(line, option_id=option.pk, position=position, **days)
        for share in line.shares_in_force():
            _copy(share, cost_line_id=copied.pk, settlement=0)


def _lines(
    placement: Placement, applies_from: date
) -> Iterator[tuple[CostLine, dict[str, date | None]]]:
    """Yield each line that costs anything from a day on, and which days it has of its own then.

    One that ran until the placement, or its approval, was to end runs as long as the change does.
    """
    ends = _ends(placement)
    for line in placement.option.cost_lines.prefetch_related("shares"):
        first, last = line.starts_on, line.ends_on
        if last in ends or (last is not None and last > max(ends)):
            last = None
        is_over = last is not None and last < applies_from
        is_paid = line.unit == CostUnit.ONCE and (first is None or first < applies_from)
        if not is_over and not is_paid:
            yield line, {"starts_on": _not_before(first, applies_from), "ends_on": last}


def _ends(placement: Placement) -> set[date]:
    """Return until when it was approved and agreed, in the words of each who said so."""
    agreement = agreements.in_force(placement)
    agreed = (agreement.ends_on, agreement.approved_until) if agreement else ()
    return {day for day in (placement.option.ends_on, *agreed) if day is not None}


def _not_before(day: date | None, first: date) -> date | None:
    """Return a day, or None where it comes before the first, and so has to be said anew."""
    return day if day is not None and day >= first else None


def _copy(row: Row, **changes: object) -> Row:
    """Write a row once more, under a key of its own, with these changes."""
    columns = (field for field in row._meta.concrete_fields if not field.primary_key)
    kept = {field.attname: getattr(row, field.attname) for field in columns}
    copied = type(row)(**(kept | changes))
    copied.save()
    return copied
