"""The pages of meetings. Listing requests, opening items and outcomes are pages of `decisions`."""

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from panel import clock
from panel.agencies.access import Permission
from panel.agencies.models import Panel
from panel.audit import log
from panel.meetings import operations, places, presenters, proposals, queries
from panel.meetings.forms import AttendanceForm, PlanForm, WhenForm
from panel.meetings.models import Meeting
from panel.meetings.page import meeting_page
from panel.meetings.stages import OVER
from panel.presentation.doorway import PersonRequest, Press, holders_of, posted, status, telling
from panel.presentation.methods import form_page
from panel.presentation.pages import conflict
from panel.presentation.paging import page_of


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
    is_warned = queries.rules_for(found).meeting.clerk_required and request.user.pk in taken
    context = {"form": form, "meeting": found, "is_warned": is_warned}
    return render(request, "meetings/start.html", context, status=status(form))


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


def _visible(request: PersonRequest) -> QuerySet[Meeting]:
    return queries.visible_to(request.access).select_related("panel")


def _found(request: PersonRequest, meeting_id: int) -> Meeting:
    return get_object_or_404(_visible(request), pk=meeting_id)


def _show(request: PersonRequest, meeting_id: int, *, form: Press | None = None) -> HttpResponse:
    found = get_object_or_404(queries.in_full(_visible(request), request.access), pk=meeting_id)
    log.read(subject=found.reference, what="agenda", by=request.user, at=clock.now())
    context = {"page": meeting_page(found, request.access, on=clock.today()), "form": form}
    return render(request, "meetings/meeting.html", context, status=status(form))
