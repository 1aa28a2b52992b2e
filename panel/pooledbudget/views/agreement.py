"""The agreement behind a fund: who reads it, states it, consents to it and leaves."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from panel import clock
from panel.agencies import queries as people
from panel.agencies.access import Permission
from panel.agencies.models import Agency
from panel.policies import queries as versions
from panel.pooledbudget import operations, queries
from panel.pooledbudget.agreements import presenters
from panel.pooledbudget.agreements import queries as agreements
from panel.pooledbudget.agreements.forms import AgreementConsentForm, AgreementForm, LeavingForm
from panel.pooledbudget.models import Fund, FundAgreement
from panel.presentation import formatting
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page


@require_GET
@holders_of(Permission.FUND_READ)
def show(request: PersonRequest, code: str) -> HttpResponse:
    """Show the newest version with its check lists, the versions before it and who leaves."""
    fund = get_object_or_404(queries.funds_read_by(request.access), code=code)
    found = list(agreements.versions(fund))
    notices = list(fund.exit_notices.select_related("agency"))
    names = people.names(presenters.people(found, notices))
    mine, gone = spoken_for(request, fund), {notice.agency_id for notice in notices}
    context = {
        "fund": fund,
        "before": [presenters.earlier(version, names) for version in found[1:]],
        "leaving": [
            presenters.leaving(notice, agreements.years_reached(notice), names)
            for notice in notices
        ],
        "keeps": fund in queries.funds_kept_by(request.access),
        "may_leave": any(agency.pk not in gone for agency in mine),
    }
    if found:
        context |= _checked(fund, found[0], names, mine)
    return render(request, "pooledbudget/agreement.html", context)


def _checked(
    fund: Fund, agreement: FundAgreement, names: Mapping[str, str], mine: list[Agency]
) -> dict[str, object]:
    rules = versions.fund_terms_of(fund.panel_id, on=clock.today())
    agencies = list(fund.panel.agencies.all())
    partners = agreements.consenting(agreement, agencies)
    return {
        "agreement": agreement,
        "may_consent": bool(agreements.to_consent(agreement, rules, mine)),
        "facts": presenters.facts(agreement, names),
        "terms": presenters.term_checks(agreement, rules),
        "words": presenters.words(agreement),
        "consents": presenters.consent_checks(agreement, partners, rules, names),
        "lacking": agreements.lacking(agreement, rules, agencies),
    }


@form_page
@holders_of(Permission.FUND_POST)
def state(request: PersonRequest, code: str) -> HttpResponse:
    """State a new version, which begins with the words of the one before."""
    fund = get_object_or_404(queries.funds_kept_by(request.access), code=code)
    before = agreements.newest(fund)
    form = AgreementForm(posted(request), fund=fund, before=agreements.as_typed(before))
    if form.is_valid():
        typed = form.cleaned_data
        with telling(form):
            agreement = operations.state_agreement(
                fund_id=fund.pk,
                stated=operations.AgreementTerms(
                    form.terms,
                    typed["manager"].pk,
                    typed["starts_on"],
                    typed["ends_on"],
                    typed["below_pence"],
                ),
                by=request.user,
                at=clock.now(),
            )
            words = f"Version {agreement.version} is stated. Every partner consents to it anew."
            messages.success(request, words)
            return redirect("fund-agreement", code)
    context = {"form": form, "fund": fund}
    return render(request, "pooledbudget/agreement_state.html", context, status=status(form))


@form_page
@holders_of(Permission.FUND_AGREE)
def consent(request: PersonRequest, code: str, version: int) -> HttpResponse:
    """Consent for a partner to a version that has been read."""
    fund = get_object_or_404(queries.funds_read_by(request.access), code=code)
    agreement = get_object_or_404(agreements.versions(fund), version=version)
    form = AgreementConsentForm(posted(request), agencies=spoken_for(request, fund))
    if form.is_valid():
        typed = form.cleaned_data
        with telling(form):
            operations.consent_to_agreement(
                agreement_id=agreement.pk,
                agency_id=typed["agency"].pk,
                accepts_manager=typed["accepts_manager"],
                by=request.user,
                at=clock.now(),
            )
            manager = f", and accepts {agreement.manager} as its manager"
            accepted = manager if typed["accepts_manager"] else ""
            messages.success(
                request, f"{typed['agency']} consents to version {version}{accepted}."
            )
            return redirect("fund-agreement", code)
    context = {
        "form": form,
        "fund": fund,
        "facts": presenters.facts(agreement, people.names([agreement.stated_by])),
        "words": presenters.words(agreement),
    }
    return render(request, "pooledbudget/agreement_consent.html", context, status=status(form))


@form_page
@holders_of(Permission.FUND_AGREE)
def leave(request: PersonRequest, code: str) -> HttpResponse:
    """Give a partner's notice to leave; the page says first when it would end."""
    fund = get_object_or_404(queries.funds_read_by(request.access), code=code)
    form = LeavingForm(posted(request), agencies=spoken_for(request, fund))
    if form.is_valid():
        agency, reason = form.cleaned_data["agency"], form.cleaned_data["reason"]
        with telling(form):
            notice = operations.give_notice_to_leave(
                fund_id=fund.pk,
                agency_id=agency.pk,
                reason=reason,
                by=request.user,
                at=clock.now(),
            )
            words = f"Notice is given. {agency} leaves on {formatting.day(notice.ends_on)}."
            messages.success(request, words)
            return redirect("fund-agreement", code)
    rules = versions.fund_terms_of(fund.panel_id, on=clock.today())
    context = {"form": form, "fund": fund, "months": rules.exit_notice_months}
    return render(request, "pooledbudget/agreement_leave.html", context, status=status(form))


def spoken_for(request: PersonRequest, fund: Fund) -> list[Agency]:
    """Return the partners of a fund for which this person may speak."""
    mine = request.access.agencies(Permission.FUND_AGREE, panel_id=fund.panel_id)
    return list(fund.panel.agencies.filter(pk__in=mine))
