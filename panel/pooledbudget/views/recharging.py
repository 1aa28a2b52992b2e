"""The pages on which agencies are asked for what was paid in their stead, and what they owe."""

from functools import partial

from django.contrib import messages
from django.db.models import Count, QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from panel import clock
from panel.agencies.access import Permission
from panel.pooledbudget import operations, queries
from panel.pooledbudget.models import Recharge
from panel.pooledbudget.recharges import presenters
from panel.pooledbudget.recharges import queries as recharge_queries
from panel.pooledbudget.recharges.asked import Asked
from panel.pooledbudget.recharges.forms import RechargeFilter, RechargeForm, RecoveredForm
from panel.pooledbudget.stages import RechargeStage
from panel.presentation.doorway import PersonRequest, holders_of, posted, pressed, status, telling
from panel.presentation.methods import form_page
from panel.presentation.paging import page_of
from panel.presentation.parts import Total

keepers = holders_of(Permission.FUND_POST)
readers = holders_of(Permission.FUND_READ)


@require_GET
@readers
def index(request: PersonRequest) -> HttpResponse:
    """List the recharges, and what each agency owes by how late it is."""
    form, today = RechargeFilter(request.GET), clock.today()
    asked = form.made
    found = recharge_queries.asked_for(request.access, asked)
    listed, pages = page_of(found, request)
    visible = recharge_queries.visible_to(request.access)
    debts = recharge_queries.aged(recharge_queries.owed(visible), on=today)
    owed = Asked(stage=RechargeStage.ISSUED.value, on=today)
    context = {
        "form": form,
        "headings": presenters.HEADINGS,
        "comes_to": _total(asked, found),
        "rows": [presenters.row(recharge, on=today) for recharge in listed],
        "pages": pages,
        "debt_headings": presenters.DEBT_HEADINGS,
        "debts": presenters.debts(debts, owed),
        "all_debts": presenters.all_debts(debts),
    }
    return render(request, "pooledbudget/recharges.html", context)


def _total(asked: Asked, found: QuerySet[Recharge]) -> Total | None:
    if not asked.is_of_a_figure:
        return None
    sums = found.aggregate(number=Count("pk"), pence=Sum("amount_pence", default=0))
    return presenters.total(asked, **sums)


@require_GET
@readers
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """Show one recharge."""
    recharge = _found(request, pk)
    panel_id = recharge.fund_year.fund.panel_id
    keeps = request.access.may(Permission.FUND_POST, panel_id=panel_id)
    context = {
        "recharge": recharge,
        "facts": presenters.facts(recharge, on=clock.today()),
        "may_end": keeps and presenters.is_owed(recharge),
    }
    return render(request, "pooledbudget/recharge.html", context)


@form_page
@keepers
def issue(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask an agency for what was paid in its stead."""
    fund_year = get_object_or_404(queries.years_kept_by(request.access), pk=pk)
    form = RechargeForm(posted(request), fund_year=fund_year)
    if form.is_valid():
        with telling(form):
            issued = operations.issue_recharge(
                fund_year=fund_year, recharge=form.made, by=request.user, at=clock.now()
            )
            messages.success(request, f"{issued} is issued.")
            return redirect("recharge", issued.pk)
    context = {"form": form, "fund_year": fund_year}
    return render(request, "pooledbudget/recharge_issue.html", context, status=status(form))


@form_page
@keepers
def recover(request: PersonRequest, pk: int) -> HttpResponse:
    """Book that it is paid back."""
    recharge, form = _found(request, pk), RecoveredForm(posted(request))
    if form.is_valid():
        with telling(form):
            operations.recover_recharge(
                recharge_id=recharge.pk, **form.cleaned_data, by=request.user, at=clock.now()
            )
            messages.success(request, f"{recharge} is paid back.")
            return redirect("recharge", recharge.pk)
    context = {"form": form, "recharge": recharge}
    return render(request, "pooledbudget/recharge_recover.html", context, status=status(form))


@require_POST
@keepers
def withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask for it no more."""
    recharge = _found(request, pk)
    act = partial(operations.withdraw_recharge, recharge_id=pk, by=request.user, at=clock.now())
    back = reverse("recharge", args=[pk])
    return pressed(request, act, done=f"{recharge} is withdrawn.", back=back)


def _found(request: PersonRequest, pk: int) -> Recharge:
    seen = recharge_queries.visible_to(request.access)
    return get_object_or_404(seen.select_related("issued_by", "ended_by"), pk=pk)
