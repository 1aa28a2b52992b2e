"""The page from which a figure was followed: its address goes along, and leads back."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve

from panel.presentation.parts import Link

#: The pages to which their figures lead back, by the names of their addresses.
ORIGINS = {
    "fund-contributions": "Contributions",
    "fund-forecast": "Forecast",
    "fund-report": "Report",
    "fund-report-requests": "Requests behind a figure",
}


def remembering(address: str, request: HttpRequest) -> str:
    """Return where a figure of a page leads, and whence, if it is a page to lead back to."""
    found = request.resolver_match
    if found is None or found.url_name not in ORIGINS:
        return address
    parts, here = urlsplit(address), request.get_full_path()
    if parts.path == request.path:  # another part of the same page
        here = request.GET.get("back", request.path)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True)) | {"back": here}
    return parts._replace(query=urlencode(asked)).geturl()


def way_back(request: HttpRequest) -> Link | None:
    """Return the way to the page that a figure was followed from; None if it is none of ours."""
    asked = request.GET.get("back", "")
    try:
        parts = urlsplit(asked)
        name = resolve(parts.path).url_name or ""
    except (ValueError, Resolver404):
        return None
    is_ours = not parts.scheme and not parts.netloc and name in ORIGINS
    return Link(ORIGINS[name], asked) if is_ours else None
