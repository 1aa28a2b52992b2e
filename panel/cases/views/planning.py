"""Recording what is done about a child's plan, and why a limit of the law could not be kept."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from panel import clock
from panel.agencies.access import Permission
from panel.cases import operations
from panel.cases.forms.planning import ExceptionForm, PlanStepForm, TakingBackForm
from panel.cases.plan.steps import may_follow
from panel.cases.queries import standing_plan_steps
from panel.cases.views.finding import found
from panel.deadlines import ehc
from panel.deadlines.queries import clocks_of, open_clocks
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page

checkers = holders_of(Permission.REQUEST_CHECK)


@form_page
@checkers
def plan_step(request: PersonRequest, reference: str) -> HttpResponse:
    """Record what was done about the plan; clocks stop and start by it."""
    placement_request = found(request, reference, what="clocks")
    running = open_clocks(reference).values_list("rule_id", flat=True)
    form = PlanStepForm(posted(request), kinds=may_follow(running))
    if form.is_valid():
        with telling(form):
            operations.record_plan_step(
                placement_request_id=placement_request.pk,
                step=form.made,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, "It is recorded, and the clocks follow it.")
            return redirect("case-clocks", reference)
    heading = "Record a step of the plan, or of continuing care"
    context = {"form": form, "placement_request": placement_request, "heading": heading}
    return render(request, "cases/clock_form.html", context, status=status(form))


@form_page
@checkers
def take_back(request: PersonRequest, reference: str) -> HttpResponse:
    """Take back the step that was recorded last; its clocks are as they were."""
    placement_request = found(request, reference, what="clocks")
    form = TakingBackForm(posted(request))
    if form.is_valid():
        with telling(form):
            taken = operations.take_back_plan_step(
                placement_request_id=placement_request.pk,
                reason=form.made.reason,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"“{taken.get_kind_display()}” is taken back.")
            return redirect("case-clocks", reference)
    last = standing_plan_steps(placement_request).last()
    heading = f"Take back “{last.get_kind_display()}”" if last else "No step is recorded"
    context = {"form": form, "placement_request": placement_request, "heading": heading}
    return render(request, "cases/clock_form.html", context, status=status(form))


@form_page
@checkers
def exception(request: PersonRequest, reference: str, clock_id: int) -> HttpResponse:
    """Record an exception that the law makes to a limit."""
    placement_request = found(request, reference, what="clocks")
    excepted = clocks_of(reference).filter(rule_id__in=ehc.EXCEPTABLE)
    limit = get_object_or_404(excepted, pk=clock_id)
    form = ExceptionForm(posted(request))
    if form.is_valid():
        with telling(form):
            operations.disapply_limit(
                placement_request_id=placement_request.pk,
                clock_id=limit.pk,
                why=form.made,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, "The exception is recorded. The date stays.")
            return redirect("case-clocks", reference)
    heading = f"An exception to “{limit.title}”"
    context = {"form": form, "placement_request": placement_request, "heading": heading}
    return render(request, "cases/clock_form.html", context, status=status(form))
