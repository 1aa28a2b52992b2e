"""The first page after signing in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from panel import clock
from panel.decisions.home import work_of
from panel.presentation.doorway import PersonRequest, holders_of


@require_GET
@holders_of()
def home(request: PersonRequest) -> HttpResponse:
    """Show what waits for this person."""
    return render(
        request, "decisions/home.html", {"parts": work_of(request.access, at=clock.now())}
    )
