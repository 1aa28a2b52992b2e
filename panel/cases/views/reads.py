"""The page of reads: who looked at what, and who opened a restricted case in an emergency."""

from collections.abc import Iterable, Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from panel.agencies import queries as people
from panel.agencies.access import Permission
from panel.audit.models import ReadEvent
from panel.cases import reads
from panel.cases.forms.reads import ReadsFilter
from panel.cases.models import EmergencyAccess
from panel.presentation import formatting
from panel.presentation.doorway import PersonRequest, holders_of
from panel.presentation.paging import page_of
from panel.presentation.parts import Cell, Row

HEADINGS = ("When", "Who", "What", "Of")
EMERGENCY_HEADINGS = ("Case", "Opened by", "When", "Why")
LATEST = 20


@require_GET
@holders_of(Permission.READS_READ)
def index(request: PersonRequest) -> HttpResponse:
    """List the reads, the latest first, and the latest emergencies."""
    form = ReadsFilter(request.GET)
    found = reads.visible_to(request.access)
    if form.is_valid():
        found = reads.matching(found, **form.cleaned_data)
    shown, pages = page_of(found.order_by("-at", "-pk"), request)
    emergencies = reads.emergencies_visible_to(request.access)[:LATEST]
    context = {
        "form": form,
        "headings": HEADINGS,
        "rows": _rows(shown, people.names(read.by for read in shown)),
        "pages": pages,
        "emergency_headings": EMERGENCY_HEADINGS,
        "emergencies": [_emergency(opened) for opened in emergencies],
    }
    return render(request, "cases/reads.html", context)


def _rows(shown: Iterable[ReadEvent], names: Mapping[str, str]) -> list[Row]:
    return [
        Row(
            formatting.moment(read.at),
            [Cell(names.get(read.by, read.by)), Cell(read.what.capitalize()), Cell(read.subject)],
        )
        for read in shown
    ]


def _emergency(opened: EmergencyAccess) -> Row:
    return Row(
        opened.placement_request.reference,
        [
            Cell(opened.opened_by.name),
            Cell(
                formatting.moment(opened.opened_at),
                note=f"until {formatting.hour(opened.open_until)}",
            ),
            Cell(opened.reason),
        ],
    )
