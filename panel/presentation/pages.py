"""Answers that any doorway may need to give: what was refused, and what changed meanwhile."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def conflict(
    request: HttpRequest, *, reasons: Sequence[str], back: str, title: str = ""
) -> HttpResponse:
    """
    Answer 409: it can't be done now, and why.

    What somebody wrote is shown to them, so that they needn't write it twice. `reasons`:
    sentences that may be shown to this person. `back`: where they can look again.
    """
    context = {
        "reasons": reasons,
        "back": back,
        "title": title or "This cannot be done now",
        "written": [text for text in request.POST.values() if len(str(text).split()) > 1],
    }
    return render(request, "409.html", context, status=409)


def forbidden(request: HttpRequest, *, reason: str) -> HttpResponse:
    """Answer 403 with a sentence, which must not confirm that something hidden exists."""
    return render(request, "403.html", {"reason": reason}, status=403)


def not_an_address(request: HttpRequest, *, allowed: str) -> HttpResponse:
    """Answer 405 where somebody opens, or reloads, what only takes what a form sends."""
    answer = render(request, "405.html", status=405)
    answer.headers["Allow"] = allowed
    return answer
