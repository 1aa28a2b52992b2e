"""The page on which a meeting is cancelled."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from panel import clock
from panel.agencies.access import Permission
from panel.decisions import operations
from panel.meetings import queries as agendas
from panel.meetings.forms import CancelForm
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page


@form_page
@holders_of(Permission.MEETING_RUN)
def cancel(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """Cancel a meeting; what was on its agenda waits to be listed for another."""
    meeting = get_object_or_404(agendas.visible_to(request.access), pk=meeting_id)
    form = CancelForm(posted(request))
    if form.is_valid():
        with telling(form):
            operations.cancel_meeting(
                meeting_id=meeting.pk, **form.cleaned_data, by=request.user, at=clock.now()
            )
            messages.success(request, f"{meeting} is cancelled.")
            return redirect("meeting", meeting.pk)
    context = {"form": form, "meeting": meeting}
    return render(request, "decisions/cancel.html", context, status=status(form))
