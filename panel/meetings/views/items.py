"""The pages on which one person takes part in one item of an agenda."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from panel import clock
from panel.agencies.access import Permission
from panel.audit import log
from panel.meetings import interests, operations, presenters, queries, shown
from panel.meetings.forms import GuestForm, InterestForm, PositionForm
from panel.meetings.models import AgendaItem
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page


@form_page
@holders_of(Permission.POSITION_GIVE)
def position(request: PersonRequest, meeting_id: int, place: int) -> HttpResponse:
    """Give or change one's own position on an item; nothing of it is shown to who leaves."""
    item = _item(queries.items_visible_to(request.access), meeting_id, place)
    if interests.leaves(request.user, item):
        return redirect("item", meeting_id, place)
    form = PositionForm(posted(request), initial=_own_position(item, request), item=item)
    if form.is_valid():
        with telling(form):
            operations.give_position(
                item_id=item.pk, **form.cleaned_data, by=request.user, at=clock.now()
            )
            messages.success(request, f"Your position on {item.placement_request} is given.")
            return redirect("meeting", meeting_id)
    _log_read(request, item)
    context = {
        "form": form,
        "item": item,
        "child": presenters.whom(item.placement_request, on=clock.today()),
        "asks": presenters.asked(item),
        "shown_when": shown.when(item),
    }
    return render(request, "meetings/position.html", context, status=status(form))


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
    context = {"form": form, "item": item}
    return render(request, "meetings/interest.html", context, status=status(form))


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


def _item(items: QuerySet[AgendaItem], meeting_id: int, place: int) -> AgendaItem:
    wanted = queries.items_in_full(items).select_related("meeting__panel")
    return get_object_or_404(wanted, meeting_id=meeting_id, position=place)


def _log_read(request: PersonRequest, item: AgendaItem) -> None:
    subject = item.placement_request.reference
    log.read(subject=subject, what="agenda item", by=request.user, at=clock.now())


def _own_position(item: AgendaItem, request: PersonRequest) -> dict[str, Any]:
    given = (row for row in item.positions.all() if row.person_id == request.user.pk)
    return next(({"view": row.view, "reasons": row.reasons} for row in given), {})
