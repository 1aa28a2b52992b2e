"""How many requests there were, and how long they took: by the quarter they were first sent in.

Whoever reads it learns of no child: of fewer than five requests neither number nor days are told.
Days are counted from when a request was first sent, its time with the referrer included. Nothing
here writes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Aggregate, Count, DateField, DurationField, F, OuterRef, Subquery
from django.db.models.functions import Coalesce, TruncQuarter

from panel.agencies.access import Access, Permission
from panel.audit.models import Event
from panel.cases.figures.gaps import FEWEST_TOLD
from panel.cases.models import PlacementRequest
from panel.clock import LONDON
from panel.policies import queries as versions
from panel.working_days import ONE_DAY

#: What a request waits for → the event with which it comes.
STEPS: Mapping[str, str] = {
    "ready": "mark_ready",
    "considered": "consider",
    "approved": "approve",
}


class Percentile(Aggregate):
    """A percentile of durations as PostgreSQL finds it; None of none."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(%(fraction)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Taken:
    """How many requests came so far, and the days they took; None where too few to tell."""

    step: str
    requests: int | None
    median_days: int | None
    ninth_decile_days: int | None  # nine in ten took no longer


@dataclass(frozen=True)
class Quarter:
    """The requests first sent in one quarter, told by its first day."""

    first_day: date
    requests: int | None
    taken: tuple[Taken, ...]


def found(access: Access, *, on: date) -> list[Quarter]:
    """Return the quarters of a person's panels, the latest first, in one query of requests.

    A panel is left out whose rules in force on that day, if any, don't ask for these figures.
    """
    sent = PlacementRequest.objects.filter(
        panel_id__in=_reporting(access, on=on), submitted_at__isnull=False
    ).annotate(sent_at=Coalesce(_first("submit"), "submitted_at"))
    waits = {f"{step}_wait": _first(kind) - F("sent_at") for step, kind in STEPS.items()}
    figures: dict[str, Aggregate] = {"requests": Count("pk")}
    for step in STEPS:
        wait = f"{step}_wait"
        figures |= {
            f"{step}_requests": Count(wait),
            f"{step}_median": Percentile(wait, fraction=0.5),
            f"{step}_ninth": Percentile(wait, fraction=0.9),
        }
    quarter = TruncQuarter("sent_at", tzinfo=LONDON, output_field=DateField())
    counted = sent.annotate(quarter=quarter, **waits).values("quarter").annotate(**figures)
    return [_quarter(row) for row in counted.order_by("-quarter")]


def _reporting(access: Access, *, on: date) -> list[int]:
    panel_ids = {grant.panel_id for grant in access.reach(Permission.REPORT_READ)}
    in_force = versions.in_force_on_panels(panel_ids, on=on)
    return [version.panel_id for version in in_force if version.policy.reporting.turnaround]


def _first(kind: str) -> Subquery:
    """Return when such an event first happened to a request; null if it hasn't."""
    events = Event.objects.filter(subject=OuterRef("reference"), kind=kind)
    return Subquery(events.order_by("sequence").values("at")[:1])


def _quarter(row: Mapping[str, Any]) -> Quarter:
    return Quarter(
        first_day=row["quarter"],
        requests=_told(row["requests"]),
        taken=tuple(_taken(row, step) for step in STEPS),
    )


def _taken(row: Mapping[str, Any], step: str) -> Taken:
    came = _told(row[f"{step}_requests"])
    if came is None:
        return Taken(step, None, None, None)
    return Taken(step, came, _days(row[f"{step}_median"]), _days(row[f"{step}_ninth"]))


def _told(number: int) -> int | None:
    return number if number >= FEWEST_TOLD else None


def _days(duration: timedelta) -> int:
    return round(duration / ONE_DAY)
