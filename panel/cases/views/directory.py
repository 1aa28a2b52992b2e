"""The directory of providers: finding one, entering one, importing the national list."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from panel import clock
from panel.agencies.access import Permission
from panel.cases import operations
from panel.cases.directory import queries as directory
from panel.cases.forms.directory import DirectoryFilter, ImportForm, ProviderForm
from panel.cases.presenters import providers
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page
from panel.presentation.paging import page_of

keepers = holders_of(Permission.DIRECTORY_KEEP)


@require_GET
@holders_of(Permission.CASE_READ, Permission.DIRECTORY_KEEP)
def index(request: PersonRequest) -> HttpResponse:
    """Find a provider by name, number or place."""
    form = DirectoryFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = directory.matching(
        q=asked.get("q", ""),
        placement_group=asked.get("placement_group", ""),
        is_open=not asked.get("closed"),
    )
    listed, pages = page_of(found, request)
    context = {
        "form": form,
        "headings": providers.HEADINGS,
        "rows": [providers.row(provider) for provider in listed],
        "pages": pages,
        "may_keep": request.access.holds(Permission.DIRECTORY_KEEP),
    }
    return render(request, "cases/providers.html", context)


@form_page
@keepers
def add(request: PersonRequest) -> HttpResponse:
    """Enter one provider, or bring the entry with its number up to date."""
    form = ProviderForm(posted(request))
    if form.is_valid():
        with telling(form):
            entry = operations.list_provider(provider=form.made, by=request.user, at=clock.now())
            messages.success(request, f"{entry} is in the directory.")
            return redirect("providers")
    return render(request, "cases/provider.html", {"form": form}, status=status(form))


@form_page
@keepers
def bring_over(request: PersonRequest) -> HttpResponse:
    """Check the national list's file, and import it when that is asked for."""
    form = ImportForm(posted(request), request.FILES or None)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        context |= providers.preview(form.reading)
        if "import" in request.POST:
            imported = operations.import_providers(
                providers=form.reading.providers, by=request.user, at=clock.now()
            )
            context["result"] = providers.result(imported)
    return render(request, "cases/providers_import.html", context)
