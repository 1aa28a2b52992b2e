"""The first page after signing in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from panel import clock
from panel.decisions.home import seats, work_of
from panel.presentation.doorway import PersonRequest, holders_of


@require_GET
@holders_of()
def home(request: PersonRequest) -> HttpResponse:
    """Show what waits for this person."""
    now = clock.now()
    context = {
        "parts": work_of(request.access, at=now),
        "seats": seats(request.access),
        "today": clock.date_of(now),
    }
    return render(request, "decisions/home.html", context)
