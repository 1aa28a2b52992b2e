"""Finding cases, and reading what became of one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from panel import clock
from panel.agencies import queries as people
from panel.agencies.access import Permission
from panel.audit import queries as audit
from panel.cases import flags, queries, remarks, visibility
from panel.cases.forms.finding import FindForm
from panel.cases.models import PlacementRequest
from panel.cases.presenters import dates, history
from panel.cases.stages import Stage
from panel.cases.views.finding import found
from panel.deadlines import ehc
from panel.deadlines.queries import clocks_of
from panel.presentation import formatting
from panel.presentation.doorway import PersonRequest, holders_of
from panel.presentation.paging import page_of
from panel.presentation.parts import Cell, Row
from panel.presentation.tones import of_state

HEADINGS = ("Case", "Child", "Stage", "Asked by", "Sent")
readers = holders_of(Permission.CASE_READ)


@require_GET
@readers
def index(request: PersonRequest) -> HttpResponse:
    """Find cases by reference, initials or stage."""
    form = FindForm(request.GET or None)
    requests = queries.visible_to(request.access)
    if form.is_valid():
        requests = queries.matching(requests, **form.cleaned_data)
    listed, pages = page_of(queries.for_a_list(requests), request)
    context = {
        "form": form,
        "headings": HEADINGS,
        "rows": [_row(placement_request) for placement_request in listed],
        "pages": pages,
        "closed": visibility.shown_by_reference(request.access).order_by("-pk"),
        "may_find": request.access.holds(Permission.CASE_READ),
        "may_write": request.access.holds(Permission.REQUEST_WRITE),
    }
    return render(request, "cases/index.html", context)


@require_GET
@readers
def timeline(request: PersonRequest, reference: str) -> HttpResponse:
    """Show everything that happened to a case."""
    placement_request = found(request, reference, what="timeline")
    events = list(audit.history(reference))
    names = people.names(event.by for event in events)
    context = {
        "placement_request": placement_request,
        "happenings": history.happenings(
            events,
            names,
            remarks.said_with(events),
            may_read_fund=request.access.may(
                Permission.FUND_READ, panel_id=placement_request.panel_id
            ),
        ),
    }
    return render(request, "cases/timeline.html", context)


@require_GET
@readers
def clocks(request: PersonRequest, reference: str) -> HttpResponse:
    """Show every date that runs or ran on a case, and why it is that date."""
    placement_request = found(request, reference, what="clocks")
    found_clocks = list(clocks_of(reference))
    context = {
        "placement_request": placement_request,
        "clocks": dates.clock_cards(found_clocks, on=clock.today()),
        "may_record": request.access.may(
            Permission.REQUEST_CHECK, panel_id=placement_request.panel_id
        ),
        "steps": queries.standing_plan_steps(placement_request),
        "excusable": [limit for limit in found_clocks if limit.rule_id in ehc.EXCEPTABLE],
    }
    return render(request, "cases/clocks.html", context)


def _row(placement_request: PlacementRequest) -> Row:
    stage = Stage(placement_request.stage)
    sent = placement_request.submitted_at
    return Row(
        placement_request.reference,
        [
            Cell(placement_request.child.initials),
            Cell(stage.label, note=flags.words(placement_request), tone=of_state(stage)),
            Cell(placement_request.referring_agency.name),
            Cell(formatting.short_day(sent) if sent else "Not yet"),
        ],
        address=reverse("case", args=[placement_request.reference]),
    )
