"""Questions about meetings. Nothing here writes."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from panel import clock
from panel.agencies.access import Access, Permission
from panel.audit.models import Event
from panel.cases import flags, visibility
from panel.cases import queries as requests
from panel.cases.models import PlacementOption, PlacementRequest
from panel.cases.stages import Stage
from panel.meetings.models import (
    AgendaItem,
    Attendance,
    Interest,
    Meeting,
    Position,
    Recusal,
    View,
)
from panel.meetings.stages import OVER, RatificationStage
from panel.policies import queries as versions
from panel.policies.schema import Policy

UNDECIDED = (Stage.LISTED, Stage.CONSIDERED)

WAITING = Q(ratifies=None, placement_request__stage__in=UNDECIDED) | Q(
    ratifies__stage=RatificationStage.LISTED
)
LATER = AgendaItem.objects.filter(
    placement_request=OuterRef("placement_request"), pk__gt=OuterRef("pk")
)


@dataclass(frozen=True)
class MeetingFacts:
    """What the guards of the meeting chart ask; see `stages.py`."""

    has_items: bool
    all_decided: bool


def facts(meeting: Meeting) -> MeetingFacts:
    """Gather what the chart's guards ask.

    A meeting may close without having ratified: that is carried over to the next.
    """
    items = list(meeting.items.select_related("placement_request", "ratifies"))
    return MeetingFacts(
        has_items=bool(items),
        all_decided=not any(is_undecided(item) for item in items if item.ratifies is None),
    )


def held_again(meeting: Meeting) -> Meeting | None:
    """Return the meeting that took on what too few were there to decide; None if none did."""
    later = meeting.panel.meetings.filter(number__gt=meeting.number, is_extraordinary=True)
    others = {other.reference: other for other in later.order_by("number")}
    again = Event.objects.filter(
        kind="reconvened", subject__in=others, payload__instead_of=meeting.number
    )
    subjects = set(again.values_list("subject", flat=True))
    return next((others[subject] for subject in others if subject in subjects), None)


def is_undecided(item: AgendaItem) -> bool:
    """Say whether an item still waits for its outcome.

    A request that was deferred here may be on a later agenda already; that isn't this item.
    """
    return waits(item) and not item.placement_request.agenda_items.filter(pk__gt=item.pk).exists()


def undecided(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """Narrow to those of which `is_undecided` is true."""
    return items.filter(WAITING, ~Exists(LATER))


def waits(item: AgendaItem) -> bool:
    """Say whether an item, the latest of its request, waits to be decided or ratified."""
    if item.ratifies is not None:
        return RatificationStage(item.ratifies.stage) is RatificationStage.LISTED
    return item.placement_request.stage in UNDECIDED


def asks_for_money(item: AgendaItem) -> bool:
    """Say whether an item asks for money still: not what is only ratified, or was taken back."""
    return item.ratifies_id is None and item.placement_request.stage != Stage.WITHDRAWN


def option_asked(item: AgendaItem) -> PlacementOption | None:
    """Return the option recommended or, of an item to ratify, agreed; as in `items_in_full`."""
    if item.ratifies is None:
        return requests.recommended(item.placement_request)
    options, agreed = item.placement_request.options.all(), getattr(item, "ratified_option", None)
    return next((option for option in options if option.pk == agreed), None)


def visible_to(access: Access) -> QuerySet[Meeting]:
    """Return the meetings of the panels whose meetings a person may read."""
    return Meeting.objects.filter(access.rows(Permission.MEETING_READ))


def items_visible_to(access: Access) -> QuerySet[AgendaItem]:
    """Return the items of those meetings; not of requests that are kept to other people.

    An item for which a person leaves is among them: its reference is no secret.
    """
    seen = AgendaItem.objects.filter(meeting__in=visible_to(access))
    return seen.filter(visibility.not_restricted(access, "placement_request"))


def items_open_to(access: Access) -> QuerySet[AgendaItem]:
    """Return those of these items for which a person doesn't leave."""
    left = Interest.objects.filter(person=access.person, level=Recusal.LEAVE)
    return items_visible_to(access).exclude(interests__in=left)


def upcoming(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Narrow to meetings that are still to be held or open, soonest first."""
    return meetings.exclude(stage__in=sorted(OVER)).order_by("starts_at")


def in_full(meetings: QuerySet[Meeting], access: Access) -> QuerySet[Meeting]:
    """Fetch with each meeting all its page shows a person, in a constant number of queries."""
    items = items_in_full(items_visible_to(access))
    attendance = Attendance.objects.select_related("person", "agency", "seat", "recorded_by")
    return meetings.select_related("panel").prefetch_related(
        Prefetch("items", items.order_by("position")), Prefetch("attendance", attendance)
    )


def items_in_full(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """Fetch with each item its request, interests and positions.

    Each knows whether it `is_latest` of its request, as what it was `decided_as`, if it was, and
    which option the panel is to ratify: decisions are kept above this room, and reached by the
    name they give an item.
    """
    whole = flags.flagged(requests.in_full(PlacementRequest.objects.all()))
    known = items.annotate(
        is_latest=~Exists(LATER),
        decided_as=F("decision__outcome"),
        ratified_option=F("ratifies__urgency__decision__option"),
    )
    return known.select_related("ratifies").prefetch_related(
        Prefetch("placement_request", whole),
        "interests__person",
        "positions__person",
        "positions__agency",
    )


def rules_for(meeting: Meeting) -> Policy:
    """Return the rules the meeting is held under: those in force on its day."""
    return versions.in_force(meeting.panel_id, on=clock.date_of(meeting.starts_at)).policy


def counted_positions(item: AgendaItem) -> QuerySet[Position]:
    """Return the positions of members who are present and decide, whatever interest they noted."""
    here = item.meeting.attendance.filter(is_present=True).values("person_id")
    out = item.interests.exclude(level=Recusal.NOTE).values("person_id")
    return (
        item.positions.filter(person_id__in=here)
        .exclude(person_id__in=out)
        .select_related("person", "agency")
    )


def supporting_agencies(item: AgendaItem) -> set[str]:
    """Return the codes of agencies that support: somebody for, nobody against."""
    views: dict[str, set[str]] = {}
    for position in counted_positions(item):
        views.setdefault(position.agency.code, set()).add(position.view)
    return {
        code for code, said in views.items() if View.SUPPORT in said and View.OPPOSE not in said
    }
