"""
The whole sample county, Northmere: people, funds, a year of history, and cases at every stage.

It is loaded whole or not at all, in one transaction. Because the history is written in bulk,
which only the owner of the tables may do, all of it is written through the owner's login. The PDFs
of its records are left to a worker, as after every decision.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connections, transaction

from panel.agencies.models import Panel, Role
from panel.cases.costs.costing import financial_year
from panel.cases.models import PlacementRequest
from panel.deadlines import outbox, reminders
from panel.deadlines.models import Notice
from panel.money import Pence
from panel.pooledbudget import operations as fund
from panel.sample import (
    archive,
    funds,
    history,
    live,
    outlook,
    people,
    pots,
    providers,
    reporting,
    stories,
    walking,
)
from panel.sample.days import Diary

OPENED_AT = datetime(2010, 4, 1, 9, tzinfo=UTC)
CLOSED_AT = datetime(2013, 6, 28, 16, tzinfo=UTC)  # the books of the history's year
LISTED = -120  # working days before the county is loaded, so before any request names a provider


class NotEmpty(Exception):
    """Raised when the database holds cases already, so that nothing was loaded."""


@dataclass(frozen=True)
class Loaded:
    """What was loaded."""

    history_rows: int
    cases: int


def load(*, scale: int, seed: int, password: str, at: datetime) -> Loaded:
    """Load the county as of `at`: everything in it is counted from that day.

    Args:
        scale: how many times over the 415 placements of the history are written.
        seed: the same one gives the same children and dates.
        password: everyone's.

    Raises:
        NotEmpty: the database holds cases.
    """
    with as_owner(), transaction.atomic():
        _require_empty()
        panel = people.establish(password=password, at=OPENED_AT)
        rows = _history(panel, scale=scale, seed=seed)
        before_all = Diary(at).moment(LISTED, 9)
        for year in _years(at):
            settled = min(datetime(year, 2, 16, 9, tzinfo=UTC), before_all)
            funds.provide(panel, year=year, agreed=funds.AGREED, at=settled)
        pots.provide(panel, year=_years(at)[0], at=datetime(_years(at)[0], 4, 1, 9, tzinfo=UTC))
        providers.enter(at=before_all)
        live.fill(walking.County.of(panel, Diary(at), seed=seed))
        outlook.forecast(at=at)
        reporting.sign_off(at=at)
        _leave_old_news_unsent(at)
        walked = PlacementRequest.objects.count() - history.COUNT * scale
    return Loaded(rows, walked)


@contextmanager
def as_owner() -> Iterator[None]:
    """Have everything that is written meanwhile go through the owner's login."""
    application = connections["default"]
    connections["default"] = connections["owner"]
    try:
        yield
    finally:
        connections["default"] = application


def _require_empty() -> None:
    """See that there are no cases, and keep others from writing any until the end."""
    with connections["default"].cursor() as cursor:
        cursor.execute("LOCK TABLE cases_child, cases_placementrequest IN EXCLUSIVE MODE")
    if PlacementRequest.objects.exists():
        raise NotEmpty("The database holds cases, so no samples were loaded.")


def _history(panel: Panel, *, scale: int, seed: int) -> int:
    """Write the history, settle its year and close the books; return how many rows it came to."""
    contributions = {code: Pence(pence * scale) for code, pence in history.CONTRIBUTIONS.items()}
    opened_at = datetime(history.YEAR, 4, 2, 9, tzinfo=UTC)
    fund_year = funds.provide(panel, year=history.YEAR, contributions=contributions, at=opened_at)
    rows = archive.write(panel, fund_year, history.placements(scale=scale, seed=seed))
    manager = people.one(Role.FUND_MANAGER)
    for verb in (fund.settle_fund_year, fund.close_fund_year):
        verb(fund_year_id=fund_year.pk, by=manager, at=CLOSED_AT)
    return rows


def _years(at: datetime) -> list[int]:
    """Return the financial years that places asked for by now begin in."""
    today = Diary(at).today
    begins = (today, today + timedelta(days=2 * stories.WAIT))
    return sorted({financial_year(day).first.year for day in begins})


def _leave_old_news_unsent(at: datetime) -> None:
    """Drop the notices of days gone by: nobody was there to read them, and nobody wants 200."""
    reminders.fall_due(at=at)
    for notice in Notice.objects.filter(due_at__lt=at, sent_at=None, dropped_at=None):
        outbox.drop(notice, why="From before the sample county was loaded.", at=at)
