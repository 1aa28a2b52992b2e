"""The work of those who pay, run the fund, and audit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse

from panel import clock
from panel.agencies.access import Access, Permission
from panel.agencies.models import Appointment, Role
from panel.decisions import queries
from panel.decisions.approvals import presenters as approvals
from panel.decisions.home.checking import advice_owed, advice_table, late_tile
from panel.decisions.home.consenting import to_consent, to_go_over
from panel.decisions.home.covering import too_dear
from panel.decisions.home.settling import for_whoever_settles
from panel.decisions.home.urgent import urgent_tables
from panel.decisions.home.work import (
    SHOWN,
    Aside,
    Table,
    Work,
    following,
    how_many,
    meeting_tile,
)
from panel.decisions.models import ShareApproval
from panel.decisions.placements import unfinished
from panel.decisions.records import presenters as register
from panel.money import Pence, in_pounds
from panel.pooledbudget import queries as funds
from panel.pooledbudget.accruals import queries as accruals
from panel.pooledbudget.extracts.extract import Extract
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.year_end import queries as year_end
from panel.presentation import formatting
from panel.presentation.parts import Cell, Fact, Link, Row, Tile
from panel.presentation.tones import Tone


def for_a_lead(access: Access, *, at: datetime) -> Work:
    """Return the shares that wait for the person's approval, beside what the fund has left."""
    on, standing = clock.date_of(at), _standing(access, at=at)
    mine = queries.approvals_for(access)
    waiting = list(queries.in_lines(queries.waiting(mine)))
    asked = Pence(sum(share.this_year_pence for share in waiting))
    owed = advice_owed(access, Permission.SHARE_APPROVE)
    money = for_whoever_settles(access, at=at)
    return Work(
        notice=too_dear(waiting),
        tiles=(
            Tile(
                "Waiting for your approval",
                how_many(waiting),
                note=f"{in_pounds(asked)} in their first year",
                tone=Tone.INFO,
            ),
            *money.tiles,
            *_left(standing),
            late_tile("Your agency’s late advice", owed.filter(due_on__lt=on)),
            meeting_tile(following(access)),
        ),
        tables=(
            *urgent_tables(access, at=at),
            Table(
                "Approve funding",
                approvals.HEADINGS,
                approvals.rows(waiting[:SHOWN], on=on),
                "Nothing is waiting for you. We e-mail you when a share needs your approval.",
                link=Link("All approvals, including finished", reverse("approvals")),
            ),
            *to_go_over(mine, at=at),
            *to_consent(access, at=at),
            *money.tables,
            advice_table("Advice your agency owes", owed, empty="No advice is owed.", at=at),
        ),
        primary=_next_to_approve(waiting),
        asides=(*_fund(standing), _authority(access)),
    )


def _next_to_approve(waiting: Sequence[ShareApproval]) -> Link | None:
    if not waiting:
        return None
    return Link("Review next approval", reverse("approval", args=[waiting[0].pk]))


@dataclass(frozen=True)
class _Standing:
    """The books of this year's fund, and what stands in them."""

    year: FundYear
    figures: funds.FundPosition


def _standing(access: Access, *, at: datetime) -> _Standing | None:
    """Return where this year's fund that a person may read stands; None if none is open."""
    on = clock.date_of(at)
    year = funds.years_visible_to(access).filter(starts_on__lte=on, ends_on__gte=on).first()
    return _Standing(year, funds.position(year)) if year is not None else None


def _left(standing: _Standing | None) -> tuple[Tile, ...]:
    if standing is None:
        return ()
    year, figures = standing.year, standing.figures
    left = formatting.headline(figures.uncommitted_pence)
    of = f"of {formatting.headline(figures.contribution_pence)}, {year.span}"
    return (Tile("Fund, uncommitted", left, note=of),)


def _fund(standing: _Standing | None) -> tuple[Aside, ...]:
    if standing is None:
        return ()
    year, figures = standing.year, standing.figures
    return (
        Aside(
            f"{year.fund.name}, {year.span}",
            (
                Fact("Contributions", in_pounds(figures.contribution_pence)),
                Fact("Committed", in_pounds(Pence(-figures.committed_pence))),
                Fact("Delivered, not yet invoiced", in_pounds(Pence(-figures.accrued_pence))),
                Fact("Invoiced, not yet paid", in_pounds(Pence(-figures.invoiced_pence))),
                Fact("Spent", in_pounds(Pence(-figures.spent_pence))),
                Fact("To be paid back by partners", in_pounds(Pence(-figures.recoverable_pence))),
                Fact("Reserved for requests", in_pounds(Pence(-figures.reserved_pence))),
                Fact("Risk reserve", in_pounds(Pence(-figures.risk_reserve_pence))),
                Fact("Uncommitted", in_pounds(figures.uncommitted_pence), is_total=True),
            ),
            link=Link("Open the fund", reverse("fund")),
        ),
    )


def _authority(access: Access) -> Aside:
    """Return what a lead may approve alone, seat by seat."""
    seats = [seat for seat in access.appointments if seat.role == Role.AGENCY_LEAD]
    return Aside(
        "Your authority",
        [
            Fact(f"For {seat.agency}{_in_place_of(seat)}", seat.limits.in_words() or "Nothing")
            for seat in seats
        ],
    )


def _in_place_of(seat: Appointment) -> str:
    return f", as deputy of {seat.deputises.person.name}" if seat.deputises else ""


def for_a_fund_manager(access: Access, *, at: datetime) -> Work:
    """Return where the fund stands this year. No child is named."""
    standing, money = _standing(access, at=at), for_whoever_settles(access, at=at)
    kept, on = funds.years_kept_by(access).filter(closed_at=None), clock.date_of(at)
    to_accrue = _to_accrue(kept, on=on)
    return Work(
        tiles=(*money.tiles, *_left(standing)),
        tables=(
            *money.tables,
            *_let_over(standing),
            to_accrue,
            *_ended(access),
            *_to_close(kept, on=on),
        ),
        primary=Link("Open the fund", reverse("fund")),
        asides=_fund(standing),
    )


def _let_over(standing: _Standing | None) -> tuple[Table, ...]:
    """Return the requests for which this year's fund was let go over its money, if any."""
    if standing is None:
        return ()
    rows = [
        Row(
            about,
            [Cell(in_pounds(pence))],
            address=Extract(year=standing.year.pk, about=about).address,
        )
        for about, pence in funds.let_over(standing.year).items()
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


def for_an_auditor(access: Access, *, at: datetime) -> Work:
    """Return the latest decision records."""
    records = queries.records_in_lines(queries.records_visible_to(access))
    return Work(
        tiles=(Tile("Decision records", f"{records.count():,}"),),
        tables=(
            Table(
                "Latest decision records",
                register.HEADINGS,
                register.rows(records[:SHOWN]),
                "No decisions yet.",
            ),
        ),
        primary=Link("Check a record", reverse("verify")),
    )
