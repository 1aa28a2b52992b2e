"""The work of those who write, check and advise on requests."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from panel import clock
from panel.agencies.access import Access, Permission
from panel.cases import queries as cases
from panel.cases.models import Advice, PlacementRequest
from panel.cases.stages import OPEN, AdviceStage, Stage
from panel.decisions.home.work import CASE_HEADINGS, SHOWN, Table, Work, case_rows
from panel.presentation import formatting
from panel.presentation.parts import Cell, Link, Row, Tile
from panel.presentation.tones import Tone

ADVICE_HEADINGS = ("Case", "Child", "Agency", "Due")


def for_a_referrer(access: Access, *, at: datetime) -> Work:
    """Return drafts and requests sent back, then what became of the others."""
    mine = _of_agencies(access, Permission.REQUEST_WRITE)
    to_write = _at(mine, {Stage.DRAFT, Stage.RETURNED})
    running = _at(mine, OPEN - {Stage.DRAFT, Stage.RETURNED})
    return Work(
        tiles=(
            Tile("To finish and send", str(to_write.count())),
            Tile("With the panel", str(running.count())),
        ),
        tables=(
            Table(
                "To finish and send",
                CASE_HEADINGS,
                case_rows(to_write[:SHOWN]),
                "You have no drafts. Start a request when a multi-agency meeting has agreed it.",
            ),
            Table(
                "With the panel",
                CASE_HEADINGS,
                case_rows(running[:SHOWN]),
                "None of your agency’s requests is with the panel.",
            ),
        ),
        primary=Link("Start a request", reverse("request-new")),
    )


def for_a_coordinator(access: Access, *, at: datetime) -> Work:
    """Return requests to check, advice that is late, and what is ready for an agenda."""
    panels = {grant.panel_id for grant in access.reach(Permission.REQUEST_CHECK)}
    on_panel = cases.for_a_list(PlacementRequest.objects.filter(panel_id__in=panels))
    to_check, ready = _at(on_panel, {Stage.SUBMITTED}), _at(on_panel, {Stage.READY})
    waiting = _at(on_panel, {Stage.ADVICE, Stage.DEFERRED})
    owed = _owed(Advice.objects.filter(placement_request__panel_id__in=panels))
    late = owed.filter(due_on__lt=clock.date_of(at))
    return Work(
        tiles=(
            Tile("To check", str(to_check.count())),
            Tile("Advice late", str(late.count()), tone=Tone.WARN if late else Tone.PLAIN),
            Tile("Ready for panel", str(ready.count())),
        ),
        tables=(
            Table("To check", CASE_HEADINGS, case_rows(to_check[:SHOWN]), "Nothing to check."),
            Table(
                "Late advice",
                ADVICE_HEADINGS,
                _advice_rows(late[:SHOWN], at),
                "No advice is late.",
            ),
            Table(
                "Ready for panel",
                CASE_HEADINGS,
                case_rows(ready[:SHOWN]),
                "No request waits for an agenda.",
            ),
            Table(
                "Waiting for advice, or deferred",
                CASE_HEADINGS,
                case_rows(waiting[:SHOWN]),
                "No request waits for advice.",
            ),
        ),
        primary=Link("Meetings", reverse("meetings")),
    )


def for_an_adviser(access: Access, *, at: datetime) -> Work:
    """Return the advice that the person's agency owes."""
    agencies = access.agencies(Permission.ADVICE_GIVE)
    owed = _owed(Advice.objects.filter(agency_id__in=agencies))
    return Work(
        tiles=(Tile("Advice owed", str(owed.count())),),
        tables=(
            Table(
                "Advice owed",
                ADVICE_HEADINGS,
                _advice_rows(owed[:SHOWN], at),
                "No advice is owed. We e-mail you when your agency’s is asked for.",
            ),
        ),
    )


def _of_agencies(access: Access, permission: Permission) -> QuerySet[PlacementRequest]:
    agencies = access.agencies(permission)
    return cases.for_a_list(PlacementRequest.objects.filter(referring_agency_id__in=agencies))


def _at(
    requests: QuerySet[PlacementRequest], stages: Collection[Stage]
) -> QuerySet[PlacementRequest]:
    return requests.filter(stage__in=sorted(stages))


def _owed(advice: QuerySet[Advice]) -> QuerySet[Advice]:
    owed = advice.filter(stage=AdviceStage.ASKED, placement_request__stage=Stage.ADVICE)
    return owed.select_related("placement_request__child", "agency").order_by("due_on", "pk")


def _advice_rows(owed: QuerySet[Advice], at: datetime) -> list[Row]:
    today = clock.date_of(at)
    return [
        Row(
            advice.placement_request.reference,
            [
                Cell(advice.placement_request.child.initials),
                Cell(advice.agency.name),
                Cell(
                    formatting.short_day(advice.due_on),
                    tone=Tone.BAD if advice.due_on < today else Tone.INFO,
                ),
            ],
            address=reverse("case", args=[advice.placement_request.reference]),
        )
        for advice in owed
    ]
