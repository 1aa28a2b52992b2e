"""Small files of every kind that a paper may be, and of some that it may not."""

from io import BytesIO
from zipfile import ZipFile

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)
JPEG = b"\xff\xd8\xff\xe0" + bytes(16)
TEXT = "She can’t wait to be near her brother.\r\n".encode()


def archive(**parts: str) -> bytes:
    """Return a ZIP archive; `__` in a name stands for a slash, `_dot_` for a dot."""
    written = BytesIO()
    with ZipFile(written, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return written.getvalue()


def office(*names: str) -> bytes:
    """Return an archive laid out as an office document with these parts."""
    written = BytesIO()
    with ZipFile(written, "w") as made:
        for name in ("[Content_Types].xml", *names):
            made.writestr(name, "<x/>")
    return written.getvalue()


WORD = office("word/document.xml")
EXCEL = office("xl/workbook.xml", "xl/printerSettings/printerSettings1.bin")
ODT = archive(mimetype="application/vnd.oasis.opendocument.text", content_dot_xml="<x/>")
PLAIN_ZIP = archive(notes_dot_txt="hello")
MACROS = office("word/document.xml", "word/vbaProject.bin")
PROGRAM = b"MZ\x90\x00" + bytes(60)
