"""Who may ask money for a request, for which days, and which requests are for one placement.

Events say so: this room knows no placement.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from panel.audit.models import Event
from panel.presentation.formatting import day, day_range
from panel.working_days import ONE_DAY

MOVES = ("start", "suspend", "resume", "end")  # each says `on` which day
#: Kind of event → what comes in its subject before the reference of a request it is told of.
TOLD_BY = {"approve": "", **dict.fromkeys(("agreement_drawn_up", *MOVES), "placement ")}


@dataclass
class Placed:
    """What is known of the placement that a request asked for; nothing if only the ledger is.

    `providers`: that of the option which was approved, and those of the agreements drawn up since,
    the oldest first. `unpaid`: each first day away while no place is paid for, and the last.
    """

    providers: list[str] = field(default_factory=list)
    first_day: date | None = None
    last_day: date | None = None
    unpaid: dict[date, date] = field(default_factory=dict)

    def learn(self, kind: str, told: Mapping[str, Any]) -> None:
        """Take in what an event tells; they come in their order."""
        if (provider := told.get("provider")) and provider not in self.providers:
            self.providers.append(provider)
        if kind not in MOVES or "on" not in told:
            return
        on = date.fromisoformat(told["on"])
        match kind:
            case "start":
                self.first_day = on
            case "end":
                self.last_day = on
            case "suspend" if not told["is_paid"]:
                self.unpaid[on] = date.max
            case "resume":
                self.unpaid = {away: min(last, on - ONE_DAY) for away, last in self.unpaid.items()}

    def shared(self, first: date, last: date) -> tuple[date, date] | None:
        """Return the first and last of some days on which the child was placed, if there are any.

        PostgreSQL finds the same in `refuse_days_of_another_request`.
        """
        if self.first_day is None:
            return None
        both = max(first, self.first_day), min(last, self.last_day or last)
        return both if both[0] <= both[1] else None

    def doubts(self, first: date, last: date) -> Iterator[str]:
        """Yield a sentence for each thing that speaks against paying for some days.

        PostgreSQL finds the same in `fund_days_in_doubt`.
        """
        if not self.providers:
            return
        if self.first_day is None:
            yield "The placement hasn’t started."
        elif first < self.first_day:
            yield f"The placement started only on {day(self.first_day)}."
        if self.last_day is not None and last > self.last_day:
            yield f"The placement’s last day was {day(self.last_day)}."
        for away, until in self.unpaid.items():
            if first <= until and away <= last:
                days = f"since {day(away)}" if until == date.max else day_range(away, until)
                yield f"The child was away and the place not paid for: {days}."


def placed(abouts: Collection[str]) -> dict[str, Placed]:
    """Return what is known of the placements of many requests, by reference, in one query."""
    found = {about: Placed() for about in abouts}
    subjects = {f"{before}{about}": about for about in found for before in TOLD_BY.values()}
    events = Event.objects.filter(subject__in=subjects, kind__in=TOLD_BY).order_by("at", "pk")
    for subject, kind, told in events.values_list("subject", "kind", "payload"):
        about = subjects[subject]
        if subject == f"{TOLD_BY[kind]}{about}":  # a request starts and ends too
            found[about].learn(kind, told)
    return found


def has_started(about: str) -> bool:
    """Say whether a request's placement has started."""
    return placed([about])[about].first_day is not None


def same_placement(abouts: Collection[str]) -> dict[str, set[str]]:
    """Return which requests are for days of the same placement as each of many, itself too."""
    found = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute("SELECT about, other FROM fund_same_placement(%s)", [list(abouts)])
        for about, other in cursor.fetchall():
            found[about].add(other)
    return found


def taken_over(about: str, first: date, last: date) -> dict[str, tuple[date, date]]:
    """Return which of some days other requests of its placement pay for, by their references."""
    others = same_placement([about])[about] - {about}
    known = placed(others)
    shared = {other: known[other].shared(first, last) for other in sorted(others)}
    return {other: days for other, days in shared.items() if days}


def hold(abouts: Collection[str]) -> None:
    """Hold requests as `journal.hold` does, and all that are for days of the same placements."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT fund_hold_placements(%s)", [list(abouts)])
