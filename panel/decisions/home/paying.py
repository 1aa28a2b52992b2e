"""The work of those who pay: the shares that wait for a lead, beside what the fund has left."""

from collections.abc import Sequence
from datetime import datetime

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
from panel.decisions.home.standing import fund, left, standing_of
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
from panel.money import Pence, in_pounds
from panel.presentation.parts import Fact, Link, Tile
from panel.presentation.tones import Tone


def for_a_lead(access: Access, *, at: datetime) -> Work:
    """Return the shares that wait for the person's approval, beside what the fund has left."""
    on, standing = clock.date_of(at), standing_of(access, at=at)
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
            *left(standing),
            late_tile("Your agency’s late advice", owed.filter(due_on__lt=on)),
            meeting_tile(following(access, at=at)),
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
        asides=(*fund(standing), _authority(access)),
    )


def _next_to_approve(waiting: Sequence[ShareApproval]) -> Link | None:
    if not waiting:
        return None
    return Link("Review next approval", reverse("approval", args=[waiting[0].pk]))


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
