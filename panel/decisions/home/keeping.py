"""The work of those who run the fund: to settle, to accrue, to close."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse

from panel import clock
from panel.agencies.access import Access
from panel.decisions.home.settling import for_whoever_settles
from panel.decisions.home.standing import Standing, fund, left, standing_of
from panel.decisions.home.work import (
    SHOWN,
    Table,
    Work,
)
from panel.decisions.placements import unfinished
from panel.money import in_pounds
from panel.pooledbudget import queries as funds
from panel.pooledbudget.accruals import queries as accruals
from panel.pooledbudget.extracts.extract import Extract
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.year_end import queries as year_end
from panel.presentation import formatting
from panel.presentation.parts import Cell, Link, Row


def for_a_fund_manager(access: Access, *, at: datetime) -> Work:
    """Return where the fund stands this year. No child is named."""
    standing, money = standing_of(access, at=at), for_whoever_settles(access, at=at)
    kept, on = funds.years_kept_by(access).filter(closed_at=None), clock.date_of(at)
    to_accrue = _to_accrue(kept, on=on)
    return Work(
        tiles=(*money.tiles, *left(standing)),
        tables=(
            *money.tables,
            *_let_over(standing),
            to_accrue,
            *_ended(access),
            *_to_close(kept, on=on),
        ),
        primary=Link("Open the fund", reverse("fund")),
        asides=fund(standing),
    )


def _let_over(standing: Standing | None) -> tuple[Table, ...]:
    """Return the requests for which this year's fund was let go over its money, if any."""
    if standing is None:
        return ()
    rows = [
        Row(
            about,
            [Cell(in_pounds(pence))],
            address=Extract(year=standing.year.pk, about=about).address,
        )
        for about, pence in list(funds.let_over(standing.year).items())[:SHOWN]
    ]
    return (Table("Let go over the fund’s money", ("Request", "By"), rows, ""),) if rows else ()


def _to_accrue(kept: QuerySet[FundYear], *, on: date) -> Table:
    """Return the open years whose last month gone by is still to be accrued."""
    rows = [
        Row(
            str(year),
            (Cell(formatting.day(until)),),
            address=reverse("fund-accrue", args=[year.pk]),
        )
        for year in kept.filter(starts_on__lte=on)
        if (until := accruals.waiting(year, on=on))
    ]
    return Table("Accrue what was delivered", ("Fund", "Up to"), rows, "No month is waiting.")


def _to_close(kept: QuerySet[FundYear], *, on: date) -> tuple[Table, ...]:
    """Return the open years that are over, if any, leading to what is next with each."""
    rows = [
        Row(
            str(year),
            [Cell("Close its books")],
            address=reverse("fund-year-close", args=[year.pk]),
        )
        if year_end.is_settled(year)
        else Row(
            str(year), [Cell("Settle it")], address=reverse("fund-year-settle", args=[year.pk])
        )
        for year in kept.filter(ends_on__lt=on)
    ]
    return (Table("Years that are over", ("Fund", "What comes next"), rows, ""),) if rows else ()


def _ended(access: Access) -> tuple[Table, ...]:
    """Return the ended placements that keep money from going back to the fund, if any do."""
    found = unfinished.holding(unfinished.ended(access))
    rows = [
        Row(
            about,
            [Cell(in_pounds(pence))],
            address=reverse("placement-last-invoice", args=[about]),
        )
        for about, pence in found[:SHOWN]
    ]
    headings = ("Request", "Promised and not invoiced")
    return (Table("Ended: is the last invoice in?", headings, rows, ""),) if rows else ()
