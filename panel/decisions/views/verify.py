"""The page on which anyone who has a record's file can check it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from panel.decisions import queries
from panel.decisions.records import presenters
from panel.decisions.records.forms import VerifyForm
from panel.decisions.sealing import seal, verification
from panel.presentation.doorway import posted, telling
from panel.presentation.methods import form_page


@form_page
def verify(request: HttpRequest) -> HttpResponse:
    """Say whether a file is a record that the panel issued. The file is read and dropped."""
    # Files alone would make a form that was sent, even of a page that is only asked for.
    sent = posted(request)
    form = VerifyForm(sent, None if sent is None else request.FILES)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        with telling(form):
            verdict = verification.examine(
                form.cleaned_data["file"].read(), queries.registered, seal.check
            )
            context |= {
                "result": presenters.result(verdict),
                "name": form.cleaned_data["file"].name,
                "form": VerifyForm(),
            }
    return render(request, "decisions/verify.html", context)
