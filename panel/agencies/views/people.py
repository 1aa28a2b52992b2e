"""The pages of who is appointed to what."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from panel import clock
from panel.agencies import forms, operations, presenters, queries
from panel.agencies.models import Role
from panel.agencies.views.asking import Acting, Question, appointers, ask, end_after
from panel.agencies.views.asking import panels as panels_of
from panel.presentation.doorway import PersonRequest, posted
from panel.presentation.methods import form_page
from panel.presentation.paging import page_of


@require_GET
@appointers
def index(request: PersonRequest) -> HttpResponse:
    """Show who is appointed to what, the seats, and what agencies delegated."""
    panels = panels_of(request)
    appointments, pages = page_of(queries.appointments_of(panels), request)
    context = {
        "appointments": presenters.appointment_rows(appointments),
        "appointment_headings": presenters.APPOINTMENT_HEADINGS,
        "pages": pages,
        "unappointed": presenters.unappointed_rows(queries.unappointed()),
        "unappointed_headings": presenters.UNAPPOINTED_HEADINGS,
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
    form = forms.AppointForm(posted(request), panels=panels_of(request))
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

    return ask(request, form, act, asked)


@form_page
@appointers
def end(request: PersonRequest, pk: int) -> HttpResponse:
    """End an appointment."""
    found = get_object_or_404(queries.appointments_of(panels_of(request)), pk=pk)
    form = forms.EndForm(posted(request))
    asked = Question("End the appointment", "End it", f"{found} ends.", about=str(found))

    def act(by_at: Acting) -> None:
        ends_on = end_after(form.cleaned_data["last_day"])
        operations.end_appointment(appointment_id=found.pk, ends_on=ends_on, **by_at)

    return ask(request, form, act, asked, appointment=found)


@form_page
@appointers
def deputy(request: PersonRequest, pk: int) -> HttpResponse:
    """Name who acts for a lead."""
    found = get_object_or_404(queries.appointments_of(panels_of(request)), pk=pk)
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
            ends_on=end_after(typed["last_day"]),
            **by_at,
        )

    return ask(request, form, act, asked)


@form_page
@appointers
def grade(request: PersonRequest, pk: int) -> HttpResponse:
    """Say how senior a lead is."""
    found = get_object_or_404(queries.appointments_of(panels_of(request)), pk=pk)
    form = forms.GradeForm(posted(request), initial={"grade": found.grade})
    asked = Question("Say how senior they are", "Save", "The grade is kept.", about=str(found))

    def act(by_at: Acting) -> None:
        operations.grade_lead(appointment_id=found.pk, grade=form.cleaned_data["grade"], **by_at)

    return ask(request, form, act, asked)
