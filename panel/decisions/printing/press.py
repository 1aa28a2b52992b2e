"""
The press: HTML → PDF/A-3a that is also PDF/UA-1, with a file of data attached.

The only importer of WeasyPrint, which is imported when the first page is printed: the rest of
the system runs without its system libraries. No database, no clock: the same page gives the
same bytes as long as the libraries stay the same.
"""

import atexit
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings

from panel.decisions.printing import missing_letters, typeface

HERE = Path(__file__).parent.parent / "templates" / "decisions"
TYPEFACE = "Source Sans 3"
UNCLEAR_END = b"\r\nendstream"
ATTEMPTS = 8
COLOURS = "record-colours"  # a name of our own: WeasyPrint would read its profile for every file


class CannotRender(Exception):
    """When this machine lacks what printing needs, or the file would not be PDF/A."""


@dataclass(frozen=True)
class Attached:
    """A file of data that goes with a PDF."""

    name: str
    about: str
    content: bytes
    at: datetime


def printed(html: str, attached: Attached, *, identity: str) -> bytes:
    """
    Print a whole page of HTML: PDF/A-3a and PDF/UA-1, with one file attached.

    What the typeface can't print is described in brackets; see `unprinted`.

    `identity`: the hash of what it says; its start identifies the file.

    Raises:
        CannotRender: as `render`.
    """
    press = _press()
    options: dict[str, Any] = {
        "pdf_variant": "pdf/a-3a",
        "pdf_identifier": identity[:32].encode(),
        "output_intent": COLOURS,
    }
    document = press.typeset(missing_letters.printable(html, press.letters), **options)
    document.metadata.generate_rdf_metadata = _with_accessibility(
        document.metadata.generate_rdf_metadata
    )
    return _written_out(document, lambda: press.attachment(attached), options)


def unprinted(text: str) -> tuple[str, ...]:
    """
    Return what of a text the typeface can't print, as it is described on paper instead.

    Whoever prints it says so at its head, with where the text is whole.

    Raises:
        CannotRender: as `printed`.
    """
    return missing_letters.unprinted(text, _press().letters)


def require() -> None:
    """
    See that this machine can print, before anything is begun that must end in a record.

    Raises:
        CannotRender: Pango or the typeface is missing here; says what to run.
    """
    _press()


class Press(threading.local):
    """
    The typeface and stylesheet, read once in each thread, and what prints with them.

    Once in each thread, because Pango doesn't promise that threads may share a map of fonts.
    """

    def __init__(self) -> None:
        weasyprint, faces = _weasyprint(), _faces()
        self.html = weasyprint.HTML
        self.attachment_of = weasyprint.Attachment
        # A record never reaches for the network or the disk, whatever somebody typed into it.
        self.fetch = weasyprint.urls.URLFetcher(allowed_protocols={"data"})
        self.fonts = weasyprint.text.fonts.FontConfiguration()
        self.sheets = [
            weasyprint.CSS(string=sheet, font_config=self.fonts)
            for sheet in (typeface.as_css(TYPEFACE, faces), stylesheet())
        ]
        self.profile_of = weasyprint.css.ColorProfile
        self.colours = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
        self.letters = frozenset.intersection(*(face.letters for face in faces)) | {"\n"}

    def typeset(self, html: str, **options: Any) -> Any:
        """Lay the pages out; the answer is WeasyPrint's document."""
        source = self.html(string=html, url_fetcher=self.fetch)
        colours = self.profile_of(  # made anew: a profile written twice isn't the same twice
            BytesIO(self.colours), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"])
        )
        return source.render(
            font_config=self.fonts,
            stylesheets=self.sheets,
            color_profiles={COLOURS: colours},
            **options,
        )

    def attachment(self, attached: Attached) -> Any:
        """Make data into a file to attach."""
        return self.attachment_of(
            string=attached.content,
            name=attached.name,
            description=attached.about,
            relationship="Data",
            created=attached.at,
            modified=attached.at,
        )


@cache
def _press() -> Press:
    return Press()


# WeasyPrint deletes its folder of fonts when the press goes, and can't once Python is closing.
atexit.register(_press.cache_clear)


def _weasyprint() -> Any:
    try:
        import weasyprint
        import weasyprint.css
        import weasyprint.text.fonts
        import weasyprint.urls
    except OSError as missing:
        raise CannotRender(
            "Pango is missing, so no record can be printed: "
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        ) from missing
    return weasyprint


@cache
def stylesheet() -> str:
    """Return how everything looks that is printed."""
    return (HERE / "record.css").read_text(encoding="utf-8")


def _faces() -> list[typeface.Face]:
    folder = settings.BASE_DIR / "panel" / "static" / "build" / "fonts"
    faces = typeface.faces_in(folder, "SourceSans3-*.ttf")
    if not faces:
        raise CannotRender(f"The typeface {TYPEFACE} isn't there, so run: make assets")
    return faces


def _with_accessibility(generate: Callable[..., bytes]) -> Callable[..., bytes]:
    """Have the file's metadata say PDF/UA-1 too; WeasyPrint names only one standard."""
    claim = (HERE / "pdfua.xml").read_bytes()

    def generate_both(*what: Any) -> bytes:
        return generate(*what).replace(b"</rdf:RDF>", claim + b"</rdf:RDF>")

    return generate_both


def _written_out(document: Any, attachment: Callable[[], Any], options: dict[str, Any]) -> bytes:
    """
    Write the file, again if a stream of it ends in a carriage return.

    That return and the line feed before `endstream` would read as one line end, so that the
    stream seems shorter than it says, which PDF/A forbids. One compressed stream in 256 ends so.
    """
    for spares in range(ATTEMPTS):
        document.metadata.attachments = [attachment()]  # one is read only once
        printed: bytes = document.write_pdf(finisher=partial(_finish, spares=spares), **options)
        if UNCLEAR_END not in printed:
            return printed
    raise CannotRender(f"In {ATTEMPTS} attempts, a stream always ended in a carriage return.")


def _finish(_document: Any, pdf: Any, *, spares: int) -> None:
    """
    Keep the metadata uncompressed, as PDF/A asks, so that any tool can read it.

    At a second attempt, leave streams that would end unclearly uncompressed too, and add `spares`
    unused objects, so that the streams that list all objects come out otherwise.
    """
    streams = [piece for piece in pdf.objects if hasattr(piece, "compress")]
    for stream in streams:
        is_metadata = stream.extra.get("Type") == "/Metadata"
        if is_metadata or (spares and UNCLEAR_END in stream.data):
            stream.compress = False
    for _ in range(spares):
        pdf.add_object(type(pdf.catalog)())
