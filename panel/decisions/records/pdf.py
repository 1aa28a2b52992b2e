"""How a decision record looks: record → HTML → PDF, by the press."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from panel.decisions.printing import press
from panel.decisions.records import canonical
from panel.decisions.records.record import DecisionRecord

ATTACHMENT = "decision.json"


def as_html(record: DecisionRecord) -> str:
    """Write the record as one page of HTML that stands by itself: the twin of its PDF."""
    return _written("decisions/record.html", record, style=mark_safe(press.stylesheet()))


def as_article(record: DecisionRecord) -> SafeString:
    """Write the record as one `<article>`, with its `<h1>`, to be shown within a page."""
    return mark_safe(_written("decisions/record/article.html", record))


def render(record: DecisionRecord) -> bytes:
    """
    Print a record: a tagged PDF with the record's canonical JSON attached.

    Everything comes from the record: the dates in the file and on its attachment are the time of
    issue, and its identifier is the start of the JSON's hash. The bytes are the same at each call
    in one installation. Another version of WeasyPrint, Pango or HarfBuzz writes other bytes, so
    issued files are kept and never made again.

    Raises:
        CannotRender: Pango or the typeface is missing here; says what to run.
        NotCanonical: See `record.to_json`.
    """
    content = canonical.to_json(record)
    attached = press.Attached(
        ATTACHMENT, "The decision record as data", content, record.header.issued_at
    )
    lost = press.unprinted(content.decode())
    html = _written("decisions/record.html", record, unprinted=lost)
    return press.printed(html, attached, identity=canonical.sha256(record))


def _written(template: str, record: DecisionRecord, **more: object) -> str:
    fingerprint = canonical.sha256(record)
    return render_to_string(template, {"record": record, "fingerprint": fingerprint, **more})
