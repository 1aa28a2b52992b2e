"""Moving money from where it lies: proposing it, agreeing to it, posting it, and the reserve."""

from functools import partial

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from panel import clock
from panel.agencies import queries as people
from panel.agencies.access import Permission
from panel.agencies.models import Agency
from panel.policies import queries as versions
from panel.pooledbudget import operations, queries
from panel.pooledbudget.models import FundYear, Virement
from panel.pooledbudget.stages import VirementStage
from panel.pooledbudget.virements import presenters, waiting
from panel.pooledbudget.virements import queries as virements
from panel.pooledbudget.virements.forms import VirementForm
from panel.presentation.doorway import PersonRequest, holders_of, posted, pressed, status, telling
from panel.presentation.methods import form_page


@require_GET
@holders_of(Permission.FUND_READ)
def index(request: PersonRequest, pk: int) -> HttpResponse:
    """List a year's virements, and how the risk reserve stands."""
    fund_year = get_object_or_404(queries.years_visible_to(request.access), pk=pk)
    rules = versions.fund_terms_of(fund_year.fund.panel_id, on=clock.today())
    context = {
        "fund_year": fund_year,
        "headings": presenters.HEADINGS,
        "rows": presenters.rows(virements.virements_of(fund_year)),
        "reserve": presenters.reserve(
            rules, virements.set_aside_pence(fund_year), queries.position(fund_year)
        ),
        "keeps": fund_year.fund in queries.funds_kept_by(request.access),
        "is_over": fund_year.ends_on < clock.today(),
        "is_short": virements.set_aside_pence(fund_year) < rules.risk_pool_pence,
    }
    return render(request, "pooledbudget/virements.html", context)


@form_page
@holders_of(Permission.FUND_POST)
def propose(request: PersonRequest, pk: int) -> HttpResponse:
    """Propose to move money."""
    fund_year = get_object_or_404(queries.years_kept_by(request.access), pk=pk)
    partners = Agency.objects.filter(accounts__fund_year=fund_year).distinct()
    kept = queries.years_kept_by(request.access)
    others = kept.filter(closed_at=None).exclude(fund=fund_year.fund_id)
    sources = virements.sources(fund_year, has_others=others.exists())
    form = VirementForm(posted(request), agencies=partners, sources=sources, others=others)
    if form.is_valid():
        with telling(form):
            virement = operations.propose_virement(
                fund_year_id=fund_year.pk, asked=form.made, by=request.user, at=clock.now()
            )
            messages.success(request, "It is proposed.")
            return redirect("fund-virement", virement.pk)
    context = {"form": form, "fund_year": fund_year, "sources": sources}
    return render(request, "pooledbudget/virement_propose.html", context, status=status(form))


@require_GET
@holders_of(Permission.FUND_READ)
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a virement, who has agreed to it, and what this reader may do about it."""
    virement = get_object_or_404(_readable(request).prefetch_related("consents"), pk=pk)
    names, years = people.names(presenters.people(virement)), _years_read(request, virement)
    context = {
        "virement": virement,
        "fund_year": years[0],
        "facts": presenters.facts(virement, names),
        "entries": presenters.entries(virement, years),
        "checks": presenters.checks(virement, virements.parties(virement), names),
        **(_presses(request, virement) if virement.stage == VirementStage.PROPOSED else {}),
    }
    return render(request, "pooledbudget/virement.html", context)


def _years_read(request: PersonRequest, virement: Virement) -> list[FundYear]:
    """Return those of its years that this reader may see: where it is from, then into which."""
    read = request.access.panels(Permission.FUND_READ)
    years = [year for year in (virement.fund_year, virement.to_fund_year) if year]
    return [year for year in years if year.fund.panel_id in read]


def _presses(request: PersonRequest, virement: Virement) -> dict[str, object]:
    """Return what this reader may do about a proposal, and whether it is too late for it."""
    missing, on = virements.missing(virement), clock.today()
    keeps = virement.fund_year.fund in queries.funds_kept_by(request.access)
    return {
        "may_agree": waiting.may_agree(request.access, virement, missing, on=on),
        "may_post": waiting.may_post(request.access, virement, missing),
        "may_withdraw": keeps and virements.may_withdraw(virement, request.user.username, on=on),
        "too_late": presenters.too_late(virements.over(virement, on=on), missing),
    }


@require_POST
@holders_of(Permission.FUND_AGREE, Permission.FUND_BOARD, Permission.FUND_POST)
def agree(request: PersonRequest, pk: int) -> HttpResponse:
    """Agree to a virement for whomever this person speaks for."""
    virement = get_object_or_404(_readable(request), pk=pk)
    verb = operations.agree_to_virement
    act = partial(verb, virement_id=virement.pk, by=request.user, at=clock.now())
    back = reverse("fund-virement", args=[pk])
    return pressed(request, act, done="Your agreement is kept.", back=back)


@require_POST
@holders_of(Permission.FUND_POST)
def post(request: PersonRequest, pk: int) -> HttpResponse:
    """Post a virement that everybody agreed to."""
    virement = get_object_or_404(_readable(request), pk=pk)
    act = partial(operations.vire, virement_id=virement.pk, by=request.user, at=clock.now())
    back = reverse("fund-virement", args=[pk])
    return pressed(request, act, done="The money has moved.", back=back)


@require_POST
@holders_of(Permission.FUND_POST)
def withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """Take one's own proposal back."""
    virement = get_object_or_404(_readable(request), pk=pk)
    verb = operations.withdraw_virement
    act = partial(verb, virement_id=virement.pk, by=request.user, at=clock.now())
    back = reverse("fund-virement", args=[pk])
    return pressed(request, act, done="It is withdrawn.", back=back)


@require_POST
@holders_of(Permission.FUND_POST)
def set_aside(request: PersonRequest, pk: int) -> HttpResponse:
    """Set aside what the rules keep against risk."""
    fund_year = get_object_or_404(queries.years_kept_by(request.access), pk=pk)
    act = partial(operations.set_aside, fund_year_id=fund_year.pk, by=request.user, at=clock.now())
    back = reverse("fund-virements", args=[pk])
    return pressed(request, act, done="It is set aside.", back=back)


def _readable(request: PersonRequest) -> QuerySet[Virement]:
    found = virements.touching(queries.years_visible_to(request.access).order_by())
    return found.select_related(
        "fund_year__fund", "to_fund_year__fund", "from_agency", "to_agency"
    )
