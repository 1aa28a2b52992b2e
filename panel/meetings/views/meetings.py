"""The pages of meetings. Listing requests, opening items and outcomes are pages of `decisions`."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from panel import clock
from panel.agencies.access import Permission
from panel.agencies.models import Panel
from panel.audit import log
from panel.meetings import operations, places, presenters, proposals, queries
from panel.meetings.forms import (
    AttendanceForm,
    GuestForm,
    InterestForm,
    PlanForm,
    PositionForm,
    WhenForm,
)
from panel.meetings.models import AgendaItem, Meeting
from panel.meetings.page import meeting_page
from panel.meetings.stages import OVER
from panel.presentation.doorway import PersonRequest, Press, holders_of, posted, status, telling
from panel.presentation.pages import conflict
from panel.presentation.paging import page_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@holders_of(Permission.MEETING_READ)
def index(request: PersonRequest) -> HttpResponse:
    """List the meetings to come, and those that have been or were cancelled."""
    counted = _visible(request).annotate(item_count=Count("items"))
    upcoming = queries.upcoming(counted)
    over = counted.filter(stage__in=sorted(OVER)).order_by("-starts_at", "-pk")
    past, pages = page_of(over, request)
    context = {
        "upcoming": presenters.meeting_rows(upcoming),
        "past": presenters.meeting_rows(past),
        "pages": pages,
        "headings": presenters.HEADINGS,
        "may_plan": request.access.holds(Permission.MEETING_CALL),
    }
    return render(request, "meetings/index.html", context)


@form_page
@holders_of(Permission.MEETING_CALL)
def plan(request: PersonRequest) -> HttpResponse:
    """Plan a meeting."""
    panels = Panel.objects.filter(pk__in=request.access.panels(Permission.MEETING_CALL))
    ruled = panels.filter(policies__effective_from__lte=clock.today()).distinct()
    proposed = [proposals.of(panel, on=clock.today()) for panel in ruled]
    form = PlanForm(posted(request), panels=panels)
    if form.is_valid():
        with telling(form):
            planned = operations.plan(
                panel_id=form.cleaned_data["panel"].pk,
                starts_at=form.starts_at,
                place=form.cleaned_data["place"],
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"{planned} is planned. Put requests on its agenda next.")
            return redirect("meeting", planned.pk)
    context = {"form": form, "proposals": proposed}
    return render(request, "meetings/plan.html", context, status=status(form))


@require_GET
@holders_of(Permission.MEETING_READ)
def meeting(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """Show a meeting's agenda, who comes, and what this reader may do next."""
    return _show(request, meeting_id)


@require_POST
@holders_of(Permission.MEETING_RUN)
def send_papers(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """Close the agenda and tell members that papers are ready."""
    found, form = _found(request, meeting_id), Press()
    with telling(form):
        operations.send_papers(meeting_id=found.pk, by=request.user, at=clock.now())
        messages.success(request, "Papers are sent. Everybody with a seat is being told.")
        return redirect("meeting", found.pk)
    return _show(request, meeting_id, form=form)


@form_page
@holders_of(Permission.MEETING_RUN)
def start(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """Take attendance and open the meeting."""
    found = _found(request, meeting_id)
    if not found.is_due(clock.today()):
        reasons = operations.TooSoon(found).reasons
        return conflict(request, reasons=reasons, back=f"/meetings/{found.pk}/")
    taken = places.of(found)
    form = AttendanceForm(posted(request), places=taken.values())
    if form.is_valid():
        with telling(form):
            present = form.cleaned_data["present"]
            operations.start(
                meeting_id=found.pk, present_ids=present, by=request.user, at=clock.now()
            )
            return redirect("meeting", found.pk)
    asked = queries.rules_for(found).meeting.clerk_required and request.user.pk in taken
    context = {"form": form, "meeting": found, "no_seat": presenters.NO_SEAT if asked else ""}
    return render(request, "meetings/start.html", context)


@require_POST
@holders_of(Permission.MEETING_RUN)
def close(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """Close a meeting whose every item has its outcome."""
    found, form = _found(request, meeting_id), Press()
    with telling(form):
        operations.close(meeting_id=found.pk, by=request.user, at=clock.now())
        messages.success(request, f"{found} is closed.")
        return redirect("meeting", found.pk)
    return _show(request, meeting_id, form=form)


@form_page
@holders_of(Permission.MEETING_RUN)
def reconvene(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """Hold a meeting again, for the items that lack their quorum."""
    found, form = _found(request, meeting_id), WhenForm(posted(request))
    if form.is_valid():
        with telling(form):
            again = operations.reconvene(
                meeting_id=found.pk,
                starts_at=form.starts_at,
                place=form.cleaned_data["place"],
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"{again} takes what lacked a quorum. Send its papers next.")
            return redirect("meeting", again.pk)
    context = {"form": form, "meeting": found}
    return render(request, "meetings/reconvene.html", context, status=status(form))


@form_page
@holders_of(Permission.POSITION_GIVE)
def position(request: PersonRequest, meeting_id: int, place: int) -> HttpResponse:
    """Give or change one's own position on an item; nothing of it is shown to who leaves."""
    item = _item(queries.items_visible_to(request.access), meeting_id, place)
    if queries.leaves(request.user, item):
        return redirect("item", meeting_id, place)
    form = PositionForm(
        posted(request),
        initial=_own_position(item, request),
        item=item,
    )
    if form.is_valid():
        with telling(form):
            operations.give_position(
                item_id=item.pk, **form.cleaned_data, by=request.user, at=clock.now()
            )
            messages.success(request, f"Your position on {item.placement_request} is given.")
            return redirect("meeting", meeting_id)
    return _about_item(request, item, "meetings/position.html", form)


@form_page
@holders_of(Permission.MEETING_READ)
def interest(request: PersonRequest, meeting_id: int, place: int) -> HttpResponse:
    """Declare one's own interest in an item."""
    item = _item(queries.items_visible_to(request.access), meeting_id, place)
    levels = queries.rules_for(item.meeting).interests.levels
    form = InterestForm(posted(request), levels=levels)
    if form.is_valid():
        with telling(form):
            operations.declare_interest(
                item_id=item.pk, **form.cleaned_data, by=request.user, at=clock.now()
            )
            messages.success(request, f"Your interest in {item.placement_request} is declared.")
            return redirect("meeting", meeting_id)
    _log_read(request, item)
    return render(request, "meetings/interest.html", {"form": form, "item": item})


@form_page
@holders_of(Permission.MEETING_RUN)
def guest(request: PersonRequest, meeting_id: int, place: int) -> HttpResponse:
    """Write down who else is there for an item; it isn't there for who leaves."""
    item = _item(queries.items_open_to(request.access), meeting_id, place)
    form = GuestForm(posted(request))
    if form.is_valid():
        with telling(form):
            operations.admit(item_id=item.pk, **form.cleaned_data, by=request.user, at=clock.now())
            messages.success(request, "They are written down as here for this item.")
            return redirect("item", meeting_id, place)
    _log_read(request, item)
    context = {"form": form, "item": item}
    return render(request, "meetings/guest.html", context, status=status(form))


def _visible(request: PersonRequest) -> QuerySet[Meeting]:
    return queries.visible_to(request.access).select_related("panel")


def _found(request: PersonRequest, meeting_id: int) -> Meeting:
    return get_object_or_404(_visible(request), pk=meeting_id)


def _item(items: QuerySet[AgendaItem], meeting_id: int, place: int) -> AgendaItem:
    wanted = queries.items_in_full(items).select_related("meeting__panel")
    return get_object_or_404(wanted, meeting_id=meeting_id, position=place)


def _show(request: PersonRequest, meeting_id: int, *, form: Press | None = None) -> HttpResponse:
    found = get_object_or_404(queries.in_full(_visible(request), request.access), pk=meeting_id)
    log.read(subject=found.reference, what="agenda", by=request.user, at=clock.now())
    context = {"page": meeting_page(found, request.access, on=clock.today()), "form": form}
    return render(request, "meetings/meeting.html", context, status=status(form))


def _about_item(
    request: PersonRequest, item: AgendaItem, template: str, form: PositionForm
) -> HttpResponse:
    _log_read(request, item)
    context = {
        "form": form,
        "item": item,
        "child": presenters.whom(item.placement_request, on=clock.today()),
        "asks": presenters.asked(item),
    }
    return render(request, template, context)


def _log_read(request: PersonRequest, item: AgendaItem) -> None:
    subject = item.placement_request.reference
    log.read(subject=subject, what="agenda item", by=request.user, at=clock.now())


def _own_position(item: AgendaItem, request: PersonRequest) -> dict[str, Any]:
    given = (row for row in item.positions.all() if row.person_id == request.user.pk)
    return next(({"view": row.view, "reasons": row.reasons} for row in given), {})
