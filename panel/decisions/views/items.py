"""The pages on which requests are listed, items opened, and the panel's outcome recorded."""

from functools import partial

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from panel import clock
from panel.agencies.access import Permission
from panel.audit import log
from panel.cases import queries as requests
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions import operations, reading
from panel.decisions.items import presenters
from panel.decisions.items.forms import ListingForm
from panel.decisions.items.page import item_page
from panel.decisions.outcomes import unsaid, wording
from panel.decisions.outcomes.forms import OutcomeForm
from panel.decisions.urgent.forms import RatificationForm
from panel.meetings import queries as agendas
from panel.meetings import taking
from panel.meetings.models import AgendaItem, Meeting
from panel.meetings.presenters import asks, whom
from panel.presentation.doorway import PersonRequest, Press, holders_of, posted, status, telling
from panel.presentation.methods import form_page


@form_page
@holders_of(Permission.MEETING_RUN)
def add(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """Put a ready request on a meeting's agenda."""
    meeting = _meeting(request, meeting_id)
    taken = taking.of(meeting, request.access, at=clock.now())
    form = ListingForm(posted(request), is_late=taken.late is not None)
    if form.is_valid():
        of_panel = requests.visible_to(request.access).filter(panel=meeting.panel_id)
        wanted = get_object_or_404(of_panel, reference=form.cleaned_data["add"])
        with telling(form):
            operations.list_request(
                meeting_id=meeting.pk,
                placement_request_id=wanted.pk,
                waiver=form.cleaned_data["waiver"],
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"{wanted} is on the agenda.")
            return redirect("meeting-add", meeting.pk)
    on, ready = clock.date_of(meeting.starts_at), requests.in_full(_ready(request, meeting))
    context = {
        "meeting": meeting,
        "taking": taken,
        "lines": []
        if taken.why_not
        else [(line, whom(line, on=on), asks(line, requests.recommended(line))) for line in ready],
        "form": form,
    }
    return render(request, "decisions/add.html", context, status=status(form))


@require_GET
@holders_of(Permission.MEETING_READ)
def item(request: PersonRequest, meeting_id: int, place: int) -> HttpResponse:
    """Show one item: what is asked, positions once opened, quorum, outcome."""
    return _show(request, _item(request, meeting_id, place))


@require_POST
@holders_of(Permission.OUTCOME_RECORD)
def consider(request: PersonRequest, meeting_id: int, place: int) -> HttpResponse:
    """Open the item: positions are revealed and the panel weighs it."""
    found, form = _item(request, meeting_id, place), Press()
    with telling(form):
        operations.consider(item_id=found.pk, by=request.user, at=clock.now())
        return redirect("item", meeting_id, place)
    return _show(request, found, form=form)


@require_POST
@holders_of(Permission.OUTCOME_RECORD)
def outcome(request: PersonRequest, meeting_id: int, place: int) -> HttpResponse:
    """Record what the panel decided, and why."""
    found = _item(request, meeting_id, place)
    form = _outcome_form(found, request)
    if form.is_valid():
        with telling(form):
            decision = operations.record_outcome(
                item_id=found.pk, outcome=form.made, by=request.user, at=clock.now()
            )
            messages.success(request, f"Recorded: {wording.outcome(decision).lower()}.")
            return redirect("item", meeting_id, place)
    return _show(request, found, form=form)


@require_POST
@holders_of(Permission.OUTCOME_RECORD)
def ratify(request: PersonRequest, meeting_id: int, place: int) -> HttpResponse:
    """Record whether the panel ratifies what was decided between meetings."""
    found, form = _item(request, meeting_id, place), RatificationForm(posted(request))
    if form.is_valid():
        with telling(form):
            record = operations.ratify(
                item_id=found.pk, answer=form.made, by=request.user, at=clock.now()
            )
            messages.success(request, f"Recorded: {record.corrects}")
            return redirect("item", meeting_id, place)
    return _show(request, found, form=form)


def _meeting(request: PersonRequest, meeting_id: int) -> Meeting:
    panel_ids = {grant.panel_id for grant in request.access.reach(Permission.MEETING_RUN)}
    return get_object_or_404(Meeting, pk=meeting_id, panel_id__in=panel_ids)


def _ready(request: PersonRequest, meeting: Meeting) -> QuerySet[PlacementRequest]:
    """Return what can be put on an agenda: what was withdrawn from it once can't."""
    ready = requests.visible_to(request.access).filter(stage=Stage.READY, panel=meeting.panel_id)
    return ready.exclude(agenda_items__meeting=meeting).order_by("submitted_at", "pk")


def _item(request: PersonRequest, meeting_id: int, place: int) -> AgendaItem:
    items = agendas.items_in_full(agendas.items_visible_to(request.access))
    wanted = items.select_related("meeting__panel")
    return get_object_or_404(wanted, meeting_id=meeting_id, position=place)


def _outcome_form(
    item: AgendaItem, request: PersonRequest, **offered: list[tuple[str, str]]
) -> OutcomeForm:
    """Return the form; `offered` by field is what is offered of it now, where that is less."""
    on = clock.today()
    return OutcomeForm(
        posted(request),
        offered=presenters.offered(item, on=on) | offered,
        lacks=partial(unsaid.at_a_meeting, item, on=on),
    )


def _show(
    request: PersonRequest, found: AgendaItem, *, form: forms.Form | None = None
) -> HttpResponse:
    subject = found.placement_request.reference
    log.read(subject=subject, what="agenda item", by=request.user, at=clock.now())
    is_latest = bool(getattr(found, "is_latest", True))
    page = item_page(found, request.access, is_latest=is_latest, on=clock.today())
    for reference in page.package.read:
        log.read(subject=reference, what="whole package", by=request.user, at=clock.now())
    reading.terms(page.change, by=request.user, at=clock.now())
    asked = form if isinstance(form, OutcomeForm) else None
    asked = asked or _outcome_form(found, request, outcome=page.deciding.outcomes)
    ratifying = form if isinstance(form, RatificationForm) else RatificationForm()
    context = {"page": page, "form": form, "outcome_form": asked, "ratification_form": ratifying}
    return render(request, "decisions/item.html", context, status=status(form))
