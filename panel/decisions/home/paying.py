"""The work of those who pay, run the fund, and audit."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from panel import clock
from panel.agencies.access import Access, Permission
from panel.agencies.models import Appointment, Role
from panel.cases.presenters.notices import Notice
from panel.decisions import queries
from panel.decisions.home.checking import advice_owed, advice_table, late_tile
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
from panel.decisions.presenters import approvals, register
from panel.money import Pence, in_pounds
from panel.pooledbudget import queries as funds
from panel.pooledbudget.models import FundYear
from panel.presentation import formatting
from panel.presentation.parts import Fact, Link, Tile
from panel.presentation.tones import Tone


def for_a_lead(access: Access, *, at: datetime) -> Work:
    """Return the shares that wait for the person's approval, beside what the fund has left."""
    on, year = clock.date_of(at), _year(access, at=at)
    waiting = list(queries.in_lines(queries.waiting(queries.approvals_for(access))))
    asked = Pence(sum(share.this_year_pence for share in waiting))
    owed = advice_owed(access, Permission.SHARE_APPROVE)
    return Work(
        notice=_too_dear(asked, year),
        tiles=(
            Tile(
                "Waiting for your approval",
                how_many(waiting),
                note=f"{in_pounds(asked)} in their first year",
                tone=Tone.INFO,
            ),
            *_left(year),
            late_tile("Your agency’s late advice", owed.filter(due_on__lt=on)),
            meeting_tile(following(access)),
        ),
        tables=(
            Table(
                "Approve funding",
                approvals.HEADINGS,
                approvals.rows(waiting[:SHOWN], on=on),
                "Nothing is waiting for you. We e-mail you when a share needs your approval.",
                link=Link("All approvals, including finished", reverse("approvals")),
            ),
            advice_table("Advice your agency owes", owed, empty="No advice is owed.", at=at),
        ),
        primary=_next_to_approve(waiting),
        asides=(*_fund(year), _authority(access)),
    )


def _next_to_approve(waiting: Sequence[ShareApproval]) -> Link | None:
    if not waiting:
        return None
    return Link("Review next approval", reverse("approval", args=[waiting[0].pk]))


def _year(access: Access, *, at: datetime) -> FundYear | None:
    """Return the books of this year's fund that a person may read; None if none are open."""
    on = clock.date_of(at)
    return funds.years_visible_to(access).filter(starts_on__lte=on, ends_on__gte=on).first()


def _too_dear(asked: Pence, year: FundYear | None) -> Notice | None:
    """Warn where not all that waits fits in the money left; set aside money is theirs already."""
    figures = funds.position(year) if year is not None else None
    if figures is None:
        return None
    missing = asked - figures.uncommitted_pence - figures.reserved_pence
    if missing <= 0:
        return None
    words = f"{in_pounds(Pence(missing))} of what they need is not covered. The need stands."
    return Notice("Not all of your approvals fit in the money left", words, Tone.WARN)


def _left(year: FundYear | None) -> tuple[Tile, ...]:
    if year is None:
        return ()
    figures = funds.position(year)
    left = formatting.headline(figures.uncommitted_pence)
    of = f"of {formatting.headline(figures.contribution_pence)}, {year.span}"
    return (Tile("Fund, left to commit", left, note=of),)


def _fund(year: FundYear | None) -> tuple[Aside, ...]:
    if year is None:
        return ()
    figures = funds.position(year)
    return (
        Aside(
            f"{year.fund.name}, {year.span}",
            (
                Fact("Contributions", in_pounds(figures.contribution_pence)),
                Fact("Committed", in_pounds(Pence(-figures.committed_pence))),
                Fact("Spent", in_pounds(Pence(-figures.spent_pence))),
                Fact("Set aside for requests", in_pounds(Pence(-figures.reserved_pence))),
                Fact("Left to commit", in_pounds(figures.uncommitted_pence), is_total=True),
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
    year = _year(access, at=at)
    return Work(
        tiles=_left(year),
        tables=(),
        primary=Link("Open the fund", reverse("fund")),
        asides=_fund(year),
    )


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
