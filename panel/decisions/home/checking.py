"""The work of those who write, check and advise on requests."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse

from panel import clock
from panel.agencies.access import Access, Permission
from panel.cases import queries as requests
from panel.cases import visibility
from panel.cases.models import Advice, PlacementRequest
from panel.cases.stages import FUNDED, OPEN, OVER, AdviceStage, Stage
from panel.decisions import queries
from panel.decisions.challenges import queries as challenge_queries
from panel.decisions.home.urgent import unratified_tables, urgent_tables
from panel.decisions.home.work import (
    SHOWN,
    Table,
    Work,
    case_table,
    following,
    how_many,
    meeting_tile,
    whom,
)
from panel.decisions.models import Telling
from panel.decisions.telling import presenters as tellings
from panel.presentation import formatting
from panel.presentation.due import by_when
from panel.presentation.parts import Cell, Link, Row, Tile
from panel.presentation.tones import Tone

ADVICE_HEADINGS = ("Case", "Child", "Agency", "Due")
TELLING_HEADINGS = ("Case", "Child", "What was decided", "How", "Due")
TO_WRITE = frozenset({Stage.DRAFT, Stage.RETURNED})
LATEST = 5  # finished requests


def for_a_referrer(access: Access, *, at: datetime) -> Work:
    """Return what was sent back and what is begun, then what became of the others."""
    theirs = access.rows(Permission.REQUEST_WRITE, agency="referring_agency")
    mine = _requests(access, theirs)
    returned, drafts = _at(mine, {Stage.RETURNED}), _at(mine, {Stage.DRAFT})
    running, finished = _at(mine, OPEN - TO_WRITE), _at(mine, OVER | FUNDED)
    sent_back = Tone.WARN if returned else Tone.PLAIN
    return Work(
        tiles=(
            Tile("Sent back to you", how_many(returned), tone=sent_back),
            Tile("Drafts", how_many(drafts)),
            Tile("With the panel", how_many(running), tone=Tone.INFO),
        ),
        tables=(
            *unratified_tables(access, theirs, at=at),
            case_table("Sent back, with a question", returned, empty="None.", at=at),
            case_table(
                "Drafts",
                drafts,
                empty="Start a request when a multi-agency meeting has agreed it.",
                at=at,
            ),
            case_table(
                "With the panel",
                running,
                empty="None of your agency’s requests is with the panel.",
                at=at,
            ),
            case_table("Finished lately", finished[:LATEST], empty="None yet.", at=at),
        ),
        primary=Link("Start a request", reverse("request-new")),
    )


def for_a_coordinator(access: Access, *, at: datetime) -> Work:
    """Return requests to check, advice that is late, and what is ready for an agenda."""
    theirs = access.rows(Permission.REQUEST_CHECK)
    on_panel = _requests(access, theirs)
    to_check, ready = _at(on_panel, {Stage.SUBMITTED}), _at(on_panel, {Stage.READY})
    waiting = _at(on_panel, {Stage.ADVICE, Stage.DEFERRED})
    disputed = _at(on_panel, {Stage.DISPUTED})
    late = advice_owed(access, Permission.REQUEST_CHECK).filter(due_on__lt=clock.date_of(at))
    return Work(
        tiles=(
            Tile("To check", how_many(to_check), tone=Tone.INFO),
            late_tile("Advice late", late),
            Tile("Ready for panel", how_many(ready)),
            meeting_tile(following(access, at=at)),
        ),
        tables=(
            *urgent_tables(access, at=at),
            *unratified_tables(access, theirs, at=at),
            case_table("To check", to_check, empty="Nothing to check.", at=at),
            advice_table("Late advice", late, empty="No advice is late.", at=at),
            case_table("Ready for panel", ready, empty="No request waits for an agenda.", at=at),
            case_table(
                "Waiting for advice, or deferred",
                waiting,
                empty="No request waits for advice.",
                at=at,
            ),
            _challenged_table(on_panel, at=at),
            case_table("Agencies disagree who pays", disputed, empty="Nobody does.", at=at),
            _telling_table(queries.tellings_owed(access), at=at),
        ),
        primary=_first(to_check),
    )


def for_an_adviser(access: Access, *, at: datetime) -> Work:
    """Return the advice that the person's agency owes, the most urgent first."""
    asked = advice_owed(access, Permission.ADVICE_GIVE)
    late = asked.filter(due_on__lt=clock.date_of(at))
    empty = "No advice is owed. We e-mail you when your agency’s is asked for."
    return Work(
        tiles=(
            Tile("Advice owed", how_many(list(asked)), tone=Tone.INFO),
            late_tile("Of these, late", late),
        ),
        tables=(advice_table("Advice owed", asked, empty=empty, at=at),),
    )


def advice_owed(access: Access, permission: Permission) -> QuerySet[Advice]:
    """Return the advice still owed that a permission reaches, the most urgent first."""
    return (
        Advice.objects.filter(
            access.rows(permission, panel="placement_request__panel"),
            visibility.open_to(access, "placement_request"),
            stage=AdviceStage.ASKED,
            placement_request__stage=Stage.ADVICE,
        )
        .select_related("placement_request__child", "agency")
        .order_by("due_on", "pk")
    )


def late_tile(label: str, late: QuerySet[Advice]) -> Tile:
    """Return a tile that warns where anything is late."""
    number = late.count()
    return Tile(label, formatting.count(number, "case"), tone=Tone.BAD if number else Tone.PLAIN)


def advice_table(heading: str, owed: QuerySet[Advice], *, empty: str, at: datetime) -> Table:
    """Return a line for each piece of advice."""
    rows = [_advice_row(advice, at=at) for advice in owed[:SHOWN]]
    return Table(heading, ADVICE_HEADINGS, rows, empty)


def _challenged_table(on_panel: QuerySet[PlacementRequest], *, at: datetime) -> Table:
    """Return a line for each case of which a decision is challenged."""
    return case_table(
        "Decisions challenged, and what is owed of them",
        challenge_queries.challenged(on_panel),
        empty="None is.",
        at=at,
        of=challenge_queries.owed(),
    )


def _telling_table(owed: QuerySet[Telling], *, at: datetime) -> Table:
    """Return a line for each way in which a family is still to be told."""
    rows = [
        Row(
            telling.decision.placement_request.reference,
            [
                Cell(whom(telling.decision.placement_request.child, at=at)),
                tellings.decided(telling),
                Cell(telling.get_channel_display()),
                tellings.state(telling, on=clock.date_of(at)),
            ],
            address=reverse("telling", args=[telling.decision.placement_request, telling.pk]),
        )
        for telling in owed[:SHOWN]
    ]
    return Table("Outcomes to tell", TELLING_HEADINGS, rows, "Every family was told.")


def _first(to_check: QuerySet[PlacementRequest]) -> Link | None:
    oldest = to_check.order_by("submitted_at", "pk").first()
    if oldest is None:
        return None
    return Link("Check next request", reverse("case-check", args=[oldest.reference]))


def _requests(access: Access, reached: Q) -> QuerySet[PlacementRequest]:
    opened = PlacementRequest.objects.filter(reached, visibility.open_to(access, "pk"))
    return requests.for_a_list(opened)


def _at(
    found: QuerySet[PlacementRequest], stages: Collection[Stage]
) -> QuerySet[PlacementRequest]:
    return found.filter(stage__in=sorted(stages))


def _advice_row(advice: Advice, *, at: datetime) -> Row:
    child = advice.placement_request.child
    return Row(
        advice.placement_request.reference,
        [
            Cell(whom(child, at=at)),
            Cell(advice.agency.name),
            by_when(advice.due_on, on=clock.date_of(at)),
        ],
        address=reverse("case", args=[advice.placement_request.reference]),
    )
