"""The papers of a case: reading them, adding them, withholding one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from panel import clock
from panel.agencies.access import Permission
from panel.audit import log
from panel.cases import operations
from panel.cases.forms.papers import PaperForm, VersionForm, WithholdForm
from panel.cases.models import Paper, PaperVersion, PlacementRequest
from panel.cases.papers import queries as papers
from panel.cases.papers.downloads import download
from panel.cases.presenters import papers as presenters
from panel.cases.stages import OVER, Stage
from panel.cases.views.finding import found
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page

readers = holders_of(Permission.CASE_READ)
adders = holders_of(Permission.REQUEST_WRITE, Permission.REQUEST_CHECK, Permission.ADVICE_GIVE)


@require_GET
@readers
def index(request: PersonRequest, reference: str) -> HttpResponse:
    """List a case's papers, every version of each."""
    placement_request = found(request, reference, what="papers")
    read = papers.in_full(papers.open_to(request.access, placement_request))
    may_add = papers.may_add(request.access, placement_request)
    context = {
        "placement_request": placement_request,
        "cards": presenters.cards(read, papers.sent(placement_request)),
        "may_add": may_add and Stage(placement_request.stage) not in OVER,
    }
    return render(request, "cases/papers.html", context)


@require_GET
@readers
def file(request: PersonRequest, reference: str, number: int, version: int) -> HttpResponse:
    """Hand out one version's file, to be kept and not opened within the site."""
    placement_request = found(request, reference, what="papers")
    wanted = get_object_or_404(
        PaperVersion.objects.select_related("scan", "paper__placement_request"),
        paper=_paper(request, placement_request, number),
        number=version,
    )
    answer = download(wanted)
    what = f"paper {number}, version {version}"
    log.read(subject=reference, what=what, by=request.user, at=clock.now())
    return answer


@form_page
@adders
def add(request: PersonRequest, reference: str) -> HttpResponse:
    """Add a paper to a case."""
    placement_request = found(request, reference, what="papers")
    sent = posted(request)
    sections = papers.sections(request.access, panel_id=placement_request.panel_id)
    form = PaperForm(sent, None if sent is None else request.FILES, sections=sections)
    if form.is_valid():
        with telling(form):
            operations.add_paper(
                placement_request_id=placement_request.pk,
                paper=form.made,
                content=form.cleaned_data["file"],
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, "The paper is added.")
            return redirect("case-papers", reference)
    context = {"form": form, "placement_request": placement_request}
    return render(request, "cases/paper_add.html", context, status=status(form))


@form_page
@adders
def add_version(request: PersonRequest, reference: str, number: int) -> HttpResponse:
    """Add a new version of a paper."""
    placement_request = found(request, reference, what="papers")
    paper = _paper(request, placement_request, number)
    sent = posted(request)
    form = VersionForm(sent, None if sent is None else request.FILES)
    if form.is_valid():
        with telling(form):
            operations.add_paper_version(
                paper_id=paper.pk,
                content=form.cleaned_data["file"],
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, "The new version is added. Those before it are kept.")
            return redirect("case-papers", reference)
    context = {"form": form, "placement_request": placement_request, "paper": paper}
    return render(request, "cases/paper_version.html", context, status=status(form))


@form_page
@adders
def withhold(request: PersonRequest, reference: str, number: int) -> HttpResponse:
    """Withhold a paper from the members, with a reason."""
    placement_request = found(request, reference, what="papers")
    paper = _paper(request, placement_request, number)
    form = WithholdForm(posted(request))
    if form.is_valid():
        with telling(form):
            operations.withhold_paper(
                paper_id=paper.pk, reason=form.made.reason, by=request.user, at=clock.now()
            )
            messages.success(request, "The paper is withheld.")
            return redirect("case-papers", reference)
    context = {"form": form, "placement_request": placement_request, "paper": paper}
    return render(request, "cases/paper_withhold.html", context, status=status(form))


def _paper(request: PersonRequest, placement_request: PlacementRequest, number: int) -> Paper:
    readable = papers.open_to(request.access, placement_request)
    return get_object_or_404(readable, number=number)
