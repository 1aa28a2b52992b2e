"""What sort of file a paper is, by its bytes alone: a name proves nothing."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.db import models

from panel.refusals import Refusal


class FileKind(models.TextChoices):
    """The files that a paper may be."""

    PDF = "pdf", "PDF"
    WORD = "docx", "Word document"
    EXCEL = "xlsx", "Excel workbook"
    ODT = "odt", "OpenDocument text"
    PNG = "png", "PNG picture"
    JPEG = "jpg", "JPEG picture"
    TEXT = "txt", "Plain text"


MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.TEXT: "text/plain; charset=utf-8",
}
SIGNATURES = {
    b"%PDF-": FileKind.PDF,
    b"\x89PNG\r\n\x1a\n": FileKind.PNG,
    b"\xff\xd8\xff": FileKind.JPEG,
}
ARCHIVE = b"PK\x03\x04"
MAIN_PARTS = {"word/document.xml": FileKind.WORD, "xl/workbook.xml": FileKind.EXCEL}
MACROS = "vbaProject.bin"
CONTROLS = bytes(set(range(ord(" "))) - set(b"\t\n\f\r"))  # that no text is laid out with


class NotAPaper(Refusal):
    """Raised when a file is empty, too large, or of no kind that a paper may be."""


def kind_of(content: bytes, *, largest: int) -> FileKind:
    """Return the kind of a file.

    Args:
        largest: how many bytes a paper may have.

    Raises:
        NotAPaper: the sentence completes one that begins with the file's name.
    """
    if not content:
        raise NotAPaper("is empty.")
    if len(content) > largest:
        raise NotAPaper(f"is larger than {largest // 1_000_000} MB.")
    kind = _kind(content)
    if kind is None:
        raise NotAPaper(
            "isn’t a PDF, a Word, Excel or OpenDocument file without macros, a PNG or JPEG "
            "picture, or plain text in UTF-8."
        )
    return kind


def _kind(content: bytes) -> FileKind | None:
    for signature, kind in SIGNATURES.items():
        if content.startswith(signature):
            return kind
    return _archived(content) if content.startswith(ARCHIVE) else _written(content)


def _archived(content: bytes) -> FileKind | None:
    """Return which office document a ZIP archive is; its parts are listed, never unpacked."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            if names[:1] == ["mimetype"]:
                with archive.open("mimetype") as said:
                    is_text = said.read(100) == MEDIA_TYPES[FileKind.ODT].encode()
                return FileKind.ODT if is_text else None
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return None
    if "[Content_Types].xml" not in names or any(name.endswith(MACROS) for name in names):
        return None
    return next((kind for part, kind in MAIN_PARTS.items() if part in names), None)


def _written(content: bytes) -> FileKind | None:
    """Return plain text where every byte of it is UTF-8 that people write."""
    if len(content.translate(None, CONTROLS)) < len(content):
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return FileKind.TEXT
