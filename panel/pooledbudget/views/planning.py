"""The pages of a plan against a variance: making it, telling how it goes, ending it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from panel import clock
from panel.agencies.access import Permission
from panel.pooledbudget import operations, queries
from panel.pooledbudget.models import ActionPlan
from panel.pooledbudget.variances import presenters as plan_presenters
from panel.pooledbudget.variances import queries as variances
from panel.pooledbudget.variances.forms import PlanEndForm, PlanForm, ProgressForm
from panel.pooledbudget.variances.queries import DatedPlan
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page

readers = holders_of(Permission.FUND_READ)
keepers = holders_of(Permission.FUND_POST)


@form_page
@keepers
def make(request: PersonRequest, pk: int) -> HttpResponse:
    """Make a plan against a variance."""
    fund_year = get_object_or_404(queries.years_kept_by(request.access), pk=pk)
    form = PlanForm(posted(request), fund_year=fund_year, on=clock.today())
    if form.is_valid():
        with telling(form):
            made = operations.make_plan(
                fund_year_id=fund_year.pk,
                agency_id=form.agency_ids[form.cleaned_data["against"]],
                owner_id=form.cleaned_data["owner"].pk,
                actions=form.cleaned_data["actions"],
                by=request.user,
                at=clock.now(),
            )
            return _done(request, made, "The plan is made.")
    context = {"form": form, "fund_year": fund_year}
    return render(request, "pooledbudget/plan_new.html", context, status=status(form))


@require_GET
@readers
def plan(request: PersonRequest, plan: int) -> HttpResponse:
    """Show a plan and how it goes."""
    dated = variances.dated(variances.plans_visible_to(request.access))
    shown: DatedPlan = get_object_or_404(dated, pk=plan)
    keeps = queries.funds_kept_by(request.access).filter(pk=shown.fund_year.fund_id).exists()
    context = {
        "plan": shown,
        "facts": plan_presenters.facts(
            shown,
            variances.planned_against(shown),
            shown.due_on,
        ),
        "happenings": plan_presenters.history(shown),
        "keeps": keeps,
        "tells": variances.plans_told_by(request.access).filter(pk=plan).exists(),
    }
    return render(request, "pooledbudget/plan.html", context)


@form_page
@readers
def progress(request: PersonRequest, plan: int) -> HttpResponse:
    """Tell how a plan goes."""
    shown = get_object_or_404(variances.plans_told_by(request.access), pk=plan)
    form = ProgressForm(posted(request))
    if form.is_valid():
        with telling(form):
            operations.tell_progress(
                plan_id=shown.pk, **form.cleaned_data, by=request.user, at=clock.now()
            )
            return _done(request, shown, "Its progress is told.")
    context = {"form": form, "plan": shown}
    return render(request, "pooledbudget/plan_progress.html", context, status=status(form))


@form_page
@keepers
def end(request: PersonRequest, plan: int) -> HttpResponse:
    """End a plan."""
    shown, form = _shown(request, plan), PlanEndForm(posted(request))
    if form.is_valid():
        with telling(form):
            operations.end_plan(
                plan_id=shown.pk, **form.cleaned_data, by=request.user, at=clock.now()
            )
            return _done(request, shown, "The plan has ended.")
    context = {"form": form, "plan": shown}
    return render(request, "pooledbudget/plan_end.html", context, status=status(form))


def _shown(request: PersonRequest, plan: int) -> ActionPlan:
    """Return a plan of a fund that this person may read, or answer 404."""
    return get_object_or_404(variances.plans_visible_to(request.access), pk=plan)


def _done(request: PersonRequest, plan: ActionPlan, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("fund-plan", plan.pk)
