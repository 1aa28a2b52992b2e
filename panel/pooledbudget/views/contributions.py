"""What each partner pays into a year: the statement, agreeing it, changing it, approving it."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from panel import clock
from panel.agencies import queries as people
from panel.agencies.access import Permission
from panel.agencies.models import Agency
from panel.policies import queries as versions
from panel.policies.schema.fund import Fund as FundRules
from panel.pooledbudget import operations, queries
from panel.pooledbudget.contributions import presenters, timetable
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.contributions.forms import (
    AgreedContributionForm,
    ContributionChangeForm,
    StatementFilter,
)
from panel.pooledbudget.models import AgreedContribution, FundYear
from panel.presentation.doorway import PersonRequest, Press, holders_of, posted, status, telling
from panel.presentation.methods import form_page


@require_GET
@holders_of(Permission.FUND_READ)
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the contribution statement of every partner, and its instalments."""
    fund_year = get_object_or_404(queries.years_visible_to(request.access), pk=pk)
    asked, rules = StatementFilter(request.GET), _rules(fund_year)
    which = asked.cleaned_data if asked.is_valid() else {}
    on, figure = which.get("on") or clock.today(), which.get("figure", "")
    found = contributions.statements(fund_year, on=on)
    listed = contributions.listed(found, figure=figure, agency=which.get("agency", ""))
    days = timetable.of(rules, fund_year.year)
    mine = request.access.agencies(Permission.FUND_AGREE, panel_id=fund_year.fund.panel_id)
    names = people.names(presenters.people(each for one in found for each in one.versions))
    leaving = dict(fund_year.fund.exit_notices.values_list("agency_id", "ends_on"))
    context = {
        "fund_year": fund_year,
        "headings": presenters.HEADINGS,
        "on": on,
        "rows": presenters.rows(found, fund_year),
        "total": presenters.total(found, fund_year),
        "instalment_headings": presenters.INSTALMENT_HEADINGS,
        "listed": presenters.listed(listed, figure) if figure else None,
        "partners": [
            presenters.partner(
                one,
                days,
                names,
                speaks=one.agency.pk in mine,
                leaves_on=leaving.get(one.agency.pk),
            )
            for one in listed
        ],
        "days": presenters.days(days),
        "no_change_because": contributions.no_change_because(fund_year, rules, on=clock.today()),
        "keeps": fund_year.fund in queries.funds_kept_by(request.access),
    }
    return render(request, "pooledbudget/contributions.html", context)


@form_page
@holders_of(Permission.FUND_POST)
def state(request: PersonRequest, pk: int) -> HttpResponse:
    """State what a partner pays into the year."""
    fund_year = get_object_or_404(queries.years_kept_by(request.access), pk=pk)
    form = AgreedContributionForm(
        posted(request), agencies=_partners(fund_year), rules=_rules(fund_year)
    )
    if form.is_valid():
        agency = form.cleaned_data["agency"]
        with telling(form):
            operations.state_contribution(
                fund_year_id=fund_year.pk,
                agency_id=agency.pk,
                components=form.made,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"A lead of {agency} approves it next.")
            return redirect("fund-contributions", pk)
    context = {"form": form, "fund_year": fund_year}
    return render(request, "pooledbudget/contribution_state.html", context, status=status(form))


@form_page
@holders_of(Permission.FUND_POST)
def change(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what a partner pays from a day on."""
    fund_year = get_object_or_404(queries.years_kept_by(request.access), pk=pk)
    rules = _rules(fund_year)
    form = ContributionChangeForm(posted(request), agencies=_partners(fund_year), rules=rules)
    if form.is_valid():
        agency = form.cleaned_data["agency"]
        with telling(form):
            operations.change_contribution(
                fund_year_id=fund_year.pk,
                agency_id=agency.pk,
                components=form.made,
                change=form.change,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"What {agency} pays is changed.")
            return redirect("fund-contributions", pk)
    context = {
        "form": form,
        "fund_year": fund_year,
        "days": rules.adjustment_days,
        "otherwise": contributions.no_change_because(fund_year, rules, on=clock.today()),
    }
    return render(request, "pooledbudget/contribution_change.html", context, status=status(form))


@form_page
@holders_of(Permission.FUND_AGREE)
def approve(request: PersonRequest, pk: int) -> HttpResponse:
    """Approve for a partner what it pays."""
    agreed = get_object_or_404(_readable(request), pk=pk)
    fund_year, form = agreed.fund_year, Press()
    if request.method == "POST":
        with telling(form):
            operations.approve_contribution(
                contribution_id=agreed.pk, by=request.user, at=clock.now()
            )
            messages.success(request, f"What {agreed.agency} pays is final.")
            return redirect("fund-contributions", fund_year.pk)
    days, before = timetable.of(_rules(fund_year), fund_year.year), contributions.before(agreed)
    names = people.names(presenters.people([agreed, *before]))
    context = {
        "form": form,
        "fund_year": fund_year,
        "agreed": agreed,
        "facts": presenters.facts(agreed, days, names, before=before),
    }
    return render(request, "pooledbudget/contribution_approve.html", context, status=status(form))


def _readable(request: PersonRequest) -> QuerySet[AgreedContribution]:
    years = queries.years_visible_to(request.access)
    found = AgreedContribution.objects.filter(fund_year__in=years.order_by())
    return found.select_related("agency", "fund_year__fund")


def _partners(fund_year: FundYear) -> list[Agency]:
    return list(Agency.objects.filter(accounts__fund_year=fund_year).distinct())


def _rules(fund_year: FundYear) -> FundRules:
    return versions.fund_terms_of(fund_year.fund.panel_id, on=clock.today())
