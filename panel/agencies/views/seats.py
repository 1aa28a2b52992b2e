"""The pages of the seats at a panel's table, and who takes each."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from panel import clock
from panel.agencies import forms, operations, presenters, queries
from panel.agencies.views.asking import Acting, Question, appointers, ask, end_after
from panel.agencies.views.asking import panels as panels_of
from panel.presentation.doorway import PersonRequest, posted
from panel.presentation.methods import form_page


@form_page
@appointers
def add_seat(request: PersonRequest) -> HttpResponse:
    """Add a seat at the panel's table."""
    form = forms.SeatForm(posted(request), panels=panels_of(request))
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

    return ask(request, form, act, asked)


@form_page
@appointers
def seat(request: PersonRequest, pk: int) -> HttpResponse:
    """Say who holds a seat."""
    found = get_object_or_404(queries.seats_of(panels_of(request)), pk=pk)
    held_by = presenters.holder(found, on=clock.today())
    form = forms.FillForm(posted(request), held_by=held_by)
    asked = Question("Say who holds the seat", "Fill the seat", "The seat is filled.", str(found))

    def act(by_at: Acting) -> None:
        typed = form.cleaned_data
        operations.fill_seat(
            seat_id=found.pk, person_id=typed["person"], starts_on=typed["starts_on"], **by_at
        )

    return ask(request, form, act, asked, seat=found)


@form_page
@appointers
def substitute(request: PersonRequest, pk: int) -> HttpResponse:
    """Name in advance who takes a seat when its holder can't come."""
    found = get_object_or_404(queries.seats_of(panels_of(request)), pk=pk)
    form = forms.SubstituteForm(posted(request))
    asked = Question("Name a substitute", "Name them", "The substitute is named.", str(found))

    def act(by_at: Acting) -> None:
        typed = form.cleaned_data
        operations.name_substitute(
            seat_id=found.pk,
            person_id=typed["person"],
            grade=typed["grade"],
            starts_on=typed["starts_on"],
            ends_on=end_after(typed["last_day"]) if typed["last_day"] else None,
            **by_at,
        )

    return ask(request, form, act, asked)
