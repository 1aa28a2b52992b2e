"""The pages of what agencies delegated to their leads."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from panel.agencies import forms, operations, queries
from panel.agencies.views.asking import Acting, Question, appointers, ask, end_after
from panel.agencies.views.asking import panels as panels_of
from panel.presentation.doorway import PersonRequest, posted
from panel.presentation.methods import form_page


@form_page
@appointers
def delegate(request: PersonRequest) -> HttpResponse:
    """Write down what an agency's scheme lets its leads approve."""
    form = forms.DelegateForm(posted(request), panels=panels_of(request))
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

    return ask(request, form, act, asked)


@form_page
@appointers
def end_delegation(request: PersonRequest, pk: int) -> HttpResponse:
    """End a delegation."""
    found = get_object_or_404(queries.delegations_of(panels_of(request)), pk=pk)
    form = forms.EndForm(posted(request))
    asked = Question("End the delegation", "End it", "The delegation ends.", about=str(found))

    def act(by_at: Acting) -> None:
        ends_on = end_after(form.cleaned_data["last_day"])
        operations.end_delegation(delegation_id=found.pk, ends_on=ends_on, **by_at)

    return ask(request, form, act, asked)
