"""Handing out the file of a paper, so that it is kept and never opened within the site."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from panel.cases.models import PaperVersion
from panel.cases.papers import queries as papers
from panel.cases.papers.file_kinds import MEDIA_TYPES, FileKind

LONGEST_TITLE = 80  # characters of it in a file name


def download(version: PaperVersion) -> HttpResponse:
    """Return a version's file with the headers that keep a browser from guessing or running it.

    Raises:
        Http404: it holds a virus, or nobody has looked yet whether it does.
        papers.Altered, FileNotFoundError: as `papers.content`.
    """
    if not papers.may_be_read(version):
        raise Http404(f"{version} can't be handed out.")
    return HttpResponse(
        papers.content(version),
        content_type=MEDIA_TYPES[FileKind(version.kind)],
        headers={
            "Content-Disposition": str(content_disposition_header(True, file_name(version))),
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


def file_name(version: PaperVersion) -> str:
    """Return what a download is called: reference, number, title, version, and its true kind."""
    paper = version.paper
    title = slugify(paper.title)[:LONGEST_TITLE] or "paper"
    reference = paper.placement_request.reference
    return f"{reference}-{paper.number}-{title}-v{version.number}.{version.kind}"
