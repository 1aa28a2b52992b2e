"""What sort of file a paper is, by its bytes alone."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.cases.papers.file_kinds import ARCHIVE, FileKind, NotAPaper, kind_of
from tests.cases import files

LARGEST = 20_000_000


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (files.PDF, FileKind.PDF),
        (files.WORD, FileKind.WORD),
        (files.EXCEL, FileKind.EXCEL),
        (files.ODT, FileKind.ODT),
        (files.PNG, FileKind.PNG),
        (files.JPEG, FileKind.JPEG),
        (files.TEXT, FileKind.TEXT),
    ],
    # An archive holds the second it was made in, so its bytes are no name for a test.
    ids=["PDF", "Word", "Excel", "ODT", "PNG", "JPEG", "text"],
)
def test_knows_each_kind_by_its_content(content: bytes, kind: FileKind) -> None:
    assert kind_of(content, largest=LARGEST) == kind


@pytest.mark.parametrize(
    "content",
    [
        files.PLAIN_ZIP,
        files.MACROS,
        files.PROGRAM,
        files.archive(mimetype="application/epub+zip"),
        ARCHIVE + b"cut off",
        "café".encode("latin-1"),
        b"a\x00b",
    ],
    ids=["zip", "macros", "program", "another archive", "broken zip", "not UTF-8", "NUL"],
)
def test_refuses_what_no_paper_is(content: bytes) -> None:
    with pytest.raises(NotAPaper, match="isn’t a PDF"):
        kind_of(content, largest=LARGEST)


def test_refuses_an_empty_file_and_one_byte_too_many() -> None:
    with pytest.raises(NotAPaper, match="empty"):
        kind_of(b"", largest=LARGEST)
    assert kind_of(b"x" * 2_000_000, largest=2_000_000) == FileKind.TEXT
    with pytest.raises(NotAPaper, match="larger than 2 MB"):
        kind_of(b"x" * 2_000_001, largest=2_000_000)


@given(st.one_of(st.binary(), st.binary().map(ARCHIVE.__add__)))
def test_no_bytes_at_all_are_more_than_it_can_judge(content: bytes) -> None:
    with suppress(NotAPaper):
        assert kind_of(content, largest=LARGEST) in FileKind
