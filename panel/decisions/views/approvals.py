"""The pages on which an agency's lead approves its share, or doesn't."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from panel import clock
from panel.agencies.access import Permission
from panel.audit import log
from panel.decisions import operations, queries, reading
from panel.decisions.approvals import presenters
from panel.decisions.approvals.forms import RefuseForm
from panel.decisions.approvals.page import approval_page
from panel.decisions.models import ShareApproval
from panel.decisions.overspending import asked as over_asked
from panel.decisions.overspending.forms import OverspendForm
from panel.decisions.stages import ApprovalStage
from panel.presentation.doorway import PersonRequest, Press, holders_of, status, telling
from panel.presentation.paging import page_of


@require_GET
@holders_of(Permission.SHARE_APPROVE)
def index(request: PersonRequest) -> HttpResponse:
    """List the shares that wait for this lead, and those that don't any more."""
    mine, on = queries.approvals_for(request.access), clock.today()
    others = queries.in_lines(mine).exclude(stage=ApprovalStage.WAITING).order_by("-pk")
    finished, pages = page_of(others, request)
    context = {
        "headings": presenters.HEADINGS,
        "waiting": presenters.rows(queries.in_lines(queries.waiting(mine)), on=on),
        "going_over": presenters.rows(over_asked.asked(mine, on=on), on=on),
        "finished": presenters.rows(finished, on=on),
        "pages": pages,
    }
    return render(request, "decisions/approvals.html", context)


@require_GET
@holders_of(Permission.SHARE_APPROVE)
def approval(request: PersonRequest, approval_id: int) -> HttpResponse:
    """Show one share, everything needed to judge it, and what it does."""
    return _show(request, approval_id)


@require_POST
@holders_of(Permission.SHARE_APPROVE)
def approve(request: PersonRequest, approval_id: int) -> HttpResponse:
    """Approve the share; the same press again shows the same confirmation."""
    found, form = _found(request, approval_id), Press()
    with telling(form):
        operations.approve_share(approval_id=found.pk, by=request.user, at=clock.now())
        return redirect("approval", found.pk)
    return _show(request, approval_id, form=form)


@require_POST
@holders_of(Permission.SHARE_APPROVE)
def refuse(request: PersonRequest, approval_id: int) -> HttpResponse:
    """Say that the agency doesn't agree to its share, and why."""
    found, form = _found(request, approval_id), RefuseForm(request.POST)
    if form.is_valid():
        with telling(form):
            operations.refuse_share(
                approval_id=found.pk, **form.cleaned_data, by=request.user, at=clock.now()
            )
            return redirect("approval", found.pk)
    return _show(request, approval_id, form=form)


@require_POST
@holders_of(Permission.SHARE_APPROVE)
def overspend(request: PersonRequest, approval_id: int) -> HttpResponse:
    """Consent for the agency to going over the fund's money for this decision."""
    found, form = _found(request, approval_id), OverspendForm(request.POST)
    if form.is_valid():
        with telling(form):
            operations.consent_to_overspend(
                approval_id=found.pk, **form.cleaned_data, by=request.user, at=clock.now()
            )
            messages.success(request, f"The consent of {found.agency} is kept.")
            return redirect("approval", found.pk)
    return _show(request, approval_id, form=form)


def _found(request: PersonRequest, approval_id: int) -> ShareApproval:
    return get_object_or_404(queries.approvals_for(request.access), pk=approval_id)


def _show(
    request: PersonRequest,
    approval_id: int,
    *,
    form: Press | RefuseForm | OverspendForm | None = None,
) -> HttpResponse:
    mine = queries.in_full(queries.approvals_for(request.access))
    found, at = get_object_or_404(mine, pk=approval_id), clock.now()
    subject = found.decision.placement_request.reference
    log.read(subject=subject, what="share approval", by=request.user, at=at)
    page = approval_page(found, request.access, at=at)
    reading.terms(page.change, by=request.user, at=at)
    context = {
        "page": page,
        "form": form,
        "refuse_form": form if isinstance(form, RefuseForm) else RefuseForm(),
        "overspend_form": form if isinstance(form, OverspendForm) else OverspendForm(),
    }
    return render(request, "decisions/approval.html", context, status=status(form))
