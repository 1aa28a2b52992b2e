"""A page with one form, on which an administrator does one thing and is back at the list."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from panel import clock
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.presentation.doorway import PersonRequest, holders_of, status, telling
from panel.working_days import ONE_DAY

appointers = holders_of(Permission.PEOPLE_APPOINT)


def end_after(last_day: date) -> date:
    """Return the end that is kept; people say the last day, which is included."""
    return last_day + ONE_DAY


class Acting(TypedDict):
    """Who presses, and when."""

    by: Person
    at: datetime


@dataclass(frozen=True)
class Question:
    """What a page with one form is called, what its button says, what is said when it's done."""

    heading: str
    submit: str
    done: str
    about: str = ""


def ask(
    request: PersonRequest,
    form: Form,
    act: Callable[[Acting], None],
    asked: Question,
    **shown: object,
) -> HttpResponse:
    """Show a form, or do what it asks and go back to the list."""
    if form.is_valid():
        with telling(form):
            act(Acting(by=request.user, at=clock.now()))
            messages.success(request, asked.done)
            return redirect("people")
    context = {"form": form, "asked": asked, **shown}
    return render(request, "agencies/question.html", context, status=status(form))


def panels(request: PersonRequest) -> Collection[int]:
    """Return the panels on which a person appoints."""
    return request.access.panels(Permission.PEOPLE_APPOINT)
