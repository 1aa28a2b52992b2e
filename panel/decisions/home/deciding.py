"""The work of those who sit on the panel."""

from dataclasses import replace
from datetime import datetime

from django.db.models import Exists, F, Func, IntegerField, OuterRef, QuerySet
from django.urls import reverse

from panel.agencies.access import Access
from panel.agencies.models import Appointment, Role
from panel.cases.stages import Stage
from panel.decisions.home.settling import for_whoever_settles
from panel.decisions.home.urgent import urgent_tables
from panel.decisions.home.work import SHOWN, Table, Work, following, meeting_tile, whom
from panel.meetings import interests
from panel.meetings import queries as agendas
from panel.meetings.models import AgendaItem, Meeting
from panel.presentation import formatting
from panel.presentation.parts import Cell, Link, Row, Tile
from panel.presentation.tones import Tone, of_state

ITEM_HEADINGS = ("Case", "Child", "Meeting", "Stage")

#: The child's age on the meeting's day, as `places.age_at` counts it.
AGE = Func(
    F("meeting__starts_at__date"),
    F("placement_request__child__born_on"),
    template="date_part('year', age(%(expressions)s))::int",
    output_field=IntegerField(),
)


def for_a_member(access: Access, *, at: datetime) -> Work:
    """Return the items that wait for the person's position, from a seat that gives one on them."""
    return _sitting(
        access,
        _undecided(access)
        .annotate(age=AGE)
        .filter(_decides(access))
        .exclude(positions__person=access.person),
        heading="Waiting for your position",
        empty="No item waits for your position.",
        at=at,
    )


def _decides(access: Access) -> Exists:
    """Ask of an item whether a place of the person's gives a position on a child of its `age`."""
    held = [seat.pk for seat in access.appointments if seat.role == Role.MEMBER]
    places = Appointment.objects.filter(pk__in=held, panel=OuterRef("meeting__panel"))
    voting = places.exclude(seat__is_voting=False)
    return Exists(voting.exclude(seat__applies_from_age__gt=OuterRef("age")))


def for_a_chair(access: Access, *, at: datetime) -> Work:
    """Return the items that wait for an outcome, before them what can't wait for a meeting.

    After them, the money that waits for the board's consent.
    """
    work = _sitting(
        access,
        _undecided(access),
        heading="Waiting for an outcome",
        empty="No cases are on the next agenda yet.",
        at=at,
    )
    money = for_whoever_settles(access, at=at)
    return replace(
        work,
        tiles=(*work.tiles, *money.tiles),
        tables=(*urgent_tables(access, at=at), *work.tables, *money.tables),
    )


def _undecided(access: Access) -> QuerySet[AgendaItem]:
    return (
        agendas.undecided(agendas.items_visible_to(access))
        .exclude(pk__in=interests.stood_back_from(access.person))
        .select_related("meeting", "ratifies", "placement_request__child")
        .order_by("meeting__starts_at", "position")
    )


def _sitting(
    access: Access, items: QuerySet[AgendaItem], *, heading: str, empty: str, at: datetime
) -> Work:
    shown, coming = list(items[:SHOWN]), following(access, at=at)
    return Work(
        tiles=(
            Tile(heading, formatting.count(items.count(), "case"), tone=Tone.INFO),
            meeting_tile(coming),
        ),
        tables=(Table(heading, ITEM_HEADINGS, [_row(item, at=at) for item in shown], empty),),
        primary=_way_to(shown[0].meeting if shown else coming),
    )


def _way_to(meeting: Meeting | None) -> Link | None:
    if meeting is None:
        return None
    return Link(f"Open {str(meeting).lower()}", reverse("meeting", args=[meeting.pk]))


def _row(item: AgendaItem, *, at: datetime) -> Row:
    stage = Stage(item.placement_request.stage)
    standing = Cell(stage.label, tone=of_state(stage))
    if item.ratifies is not None:
        standing = Cell(item.ratifies.get_stage_display(), tone=of_state(item.ratifies.stage))
    return Row(
        item.placement_request.reference,
        [
            Cell(whom(item.placement_request.child, at=at)),
            Cell(f"{item.meeting}, item {item.position}"),
            standing,
        ],
        address=reverse("item", args=[item.meeting_id, item.position]),
    )
