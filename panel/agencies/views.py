"""The pages on which an administrator appoints people, names seats and writes down schemes."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from panel import clock
from panel.agencies import forms, operations, presenters, queries
from panel.agencies.access import Permission
from panel.agencies.models import Person, Role
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.paging import page_of

form_page = require_http_methods(["GET", "HEAD", "POST"])
appointers = holders_of(Permission.PEOPLE_APPOINT)
DAY = timedelta(
    days=1
)  # people say the last day, which is included; what is kept excludes its end


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


@require_GET
@appointers
def index(request: PersonRequest) -> HttpResponse:
    """Show who is appointed to what, the seats, and what agencies delegated."""
    panels = _panels(request)
    appointments, pages = page_of(queries.appointments_of(panels), request)
    context = {
        "appointments": presenters.appointment_rows(appointments),
        "appointment_headings": presenters.APPOINTMENT_HEADINGS,
        "pages": pages,
        "seats": presenters.seat_rows(queries.seats_of(panels), on=clock.today()),
        "seat_headings": presenters.SEAT_HEADINGS,
        "delegations": presenters.delegation_rows(queries.delegations_of(panels)),
        "delegation_headings": presenters.DELEGATION_HEADINGS,
    }
    return render(request, "agencies/people.html", context)


@form_page
@appointers
def appoint(request: PersonRequest) -> HttpResponse:
    """Appoint somebody to a role."""
    form = forms.AppointForm(posted(request), panels=_panels(request))
    asked = Question("Appoint somebody", "Appoint", "They are appointed.")

    def act(by_at: Acting) -> None:
        typed = form.cleaned_data
        operations.appoint(
            person_id=typed["person"],
            panel_id=typed["panel"].pk,
            role=Role(typed["role"]),
            agency_id=typed["agency"].pk if typed["agency"] else None,
            starts_on=typed["starts_on"],
            limits=form.limits,
            **by_at,
        )

    return _ask(request, form, act, asked)


@form_page
@appointers
def end(request: PersonRequest, pk: int) -> HttpResponse:
    """End an appointment."""
    found = get_object_or_404(queries.appointments_of(_panels(request)), pk=pk)
    form = forms.EndForm(posted(request))
    asked = Question("End the appointment", "End it", f"{found} ends.", about=str(found))

    def act(by_at: Acting) -> None:
        ends_on = form.cleaned_data["last_day"] + DAY
        operations.end_appointment(appointment_id=found.pk, ends_on=ends_on, **by_at)

    return _ask(request, form, act, asked, appointment=found)


@form_page
@appointers
def deputy(request: PersonRequest, pk: int) -> HttpResponse:
    """Name who acts for a lead."""
    found = get_object_or_404(queries.appointments_of(_panels(request)), pk=pk)
    form = forms.DeputyForm(posted(request))
    asked = Question("Name a deputy", "Name the deputy", "The deputy is named.", about=str(found))

    def act(by_at: Acting) -> None:
        typed = form.cleaned_data
        operations.name_deputy(
            appointment_id=found.pk,
            person_id=typed["person"],
            limits=form.limits,
            grade=typed["grade"],
            starts_on=typed["starts_on"],
            ends_on=typed["last_day"] + DAY,
            **by_at,
        )

    return _ask(request, form, act, asked)


@form_page
@appointers
def grade(request: PersonRequest, pk: int) -> HttpResponse:
    """Say how senior a lead is."""
    found = get_object_or_404(queries.appointments_of(_panels(request)), pk=pk)
    form = forms.GradeForm(posted(request))
    asked = Question("Say how senior they are", "Save", "The grade is kept.", about=str(found))

    def act(by_at: Acting) -> None:
        operations.grade_lead(appointment_id=found.pk, grade=form.cleaned_data["grade"], **by_at)

    return _ask(request, form, act, asked)


@form_page
@appointers
def add_seat(request: PersonRequest) -> HttpResponse:
    """Add a seat at the panel's table."""
    form = forms.SeatForm(posted(request), panels=_panels(request))
    asked = Question("Add a seat", "Add the seat", "The seat is added.")

    def act(by_at: Acting) -> None:
        terms = dict(form.cleaned_data)
        panel, agency = terms.pop("panel"), terms.pop("agency")
        operations.add_seat(
            panel_id=panel.pk,
            agency_id=agency.pk if agency else None,
            terms=operations.SeatTerms(**terms),
            **by_at,
        )

    return _ask(request, form, act, asked)


@form_page
@appointers
def seat(request: PersonRequest, pk: int) -> HttpResponse:
    """Say who holds a seat."""
    found = get_object_or_404(queries.seats_of(_panels(request)), pk=pk)
    form = forms.FillForm(posted(request))
    asked = Question("Say who holds the seat", "Fill the seat", "The seat is filled.", str(found))

    def act(by_at: Acting) -> None:
        typed = form.cleaned_data
        operations.fill_seat(
            seat_id=found.pk, person_id=typed["person"], starts_on=typed["starts_on"], **by_at
        )

    return _ask(request, form, act, asked, seat=found)


@form_page
@appointers
def substitute(request: PersonRequest, pk: int) -> HttpResponse:
    """Name in advance who takes a seat when its holder can't come."""
    found = get_object_or_404(queries.seats_of(_panels(request)), pk=pk)
    form = forms.SubstituteForm(posted(request))
    asked = Question("Name a substitute", "Name them", "The substitute is named.", str(found))

    def act(by_at: Acting) -> None:
        typed = form.cleaned_data
        operations.name_substitute(
            seat_id=found.pk,
            person_id=typed["person"],
            grade=typed["grade"],
            starts_on=typed["starts_on"],
            ends_on=typed["last_day"] + DAY if typed["last_day"] else None,
            **by_at,
        )

    return _ask(request, form, act, asked)


@form_page
@appointers
def delegate(request: PersonRequest) -> HttpResponse:
    """Write down what an agency's scheme lets its leads approve."""
    form = forms.DelegateForm(posted(request), panels=_panels(request))
    asked = Question("Write down a delegation", "Write it down", "The delegation is kept.")

    def act(by_at: Acting) -> None:
        typed = form.cleaned_data
        operations.delegate(
            panel_id=typed["panel"].pk,
            agency_id=typed["agency"].pk,
            limits=form.limits,
            source=typed["source"],
            starts_on=typed["starts_on"],
            **by_at,
        )

    return _ask(request, form, act, asked)


@form_page
@appointers
def end_delegation(request: PersonRequest, pk: int) -> HttpResponse:
    """End a delegation."""
    found = get_object_or_404(queries.delegations_of(_panels(request)), pk=pk)
    form = forms.EndForm(posted(request))
    asked = Question("End the delegation", "End it", "The delegation ends.", about=str(found))

    def act(by_at: Acting) -> None:
        ends_on = form.cleaned_data["last_day"] + DAY
        operations.end_delegation(delegation_id=found.pk, ends_on=ends_on, **by_at)

    return _ask(request, form, act, asked)


def _ask(
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


def _panels(request: PersonRequest) -> Collection[int]:
    return request.access.panels(Permission.PEOPLE_APPOINT)
