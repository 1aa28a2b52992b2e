import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.decisions.printing.missing_letters import printable, unprinted

LETTERS = frozenset(string.ascii_letters + string.digits + string.punctuation + " éŵ£\n")


class TestPrintable:
    @pytest.mark.parametrize(
        ("text", "on_paper"),
        [
            ("", ""),
            ("Two lines\nof it: £3.", "Two lines\nof it: £3."),
            ("cafe\u0301", "café"),
            ("ﬁne", "fine"),
            ("a\u00a0b\u2003c\td", "a b c d"),
            ("no\u200bthing\u202e here\ufeff", "nothing here"),
            ("I am 😀😀 today", "I am [grinning face][grinning face] today"),
            ("قلبي", "[4 letters, Arabic]"),
            ("я", "[1 letter, Cyrillic]"),
            ("мама我", "[4 letters, Cyrillic][1 letter, Cjk]"),
            ("\U0010fffd", "[u+10fffd]"),
        ],
    )
    def test_writes_with_the_letters_there_are(self, text, on_paper) -> None:
        assert printable(text, LETTERS) == on_paper

    @given(st.text())
    def test_never_needs_a_letter_that_is_not_there(self, text) -> None:
        assert LETTERS.issuperset(printable(text, LETTERS))

    @given(st.text(sorted(LETTERS)))
    def test_leaves_alone_what_can_be_printed(self, text) -> None:
        assert printable(text, LETTERS) == text


class TestUnprinted:
    @pytest.mark.parametrize(
        ("text", "described"),
        [
            ("Two lines\nof it: £3.", ()),
            ("cafe\u0301, ﬁne\u202e", ()),  # nothing of what was said is missing
            ("😀 قلبي 😀😀", ("[grinning face]", "[4 letters, Arabic]")),
        ],
    )
    def test_names_once_what_is_described_instead(self, text, described) -> None:
        assert unprinted(text, LETTERS) == described

    @given(st.text())
    def test_is_what_stands_in_the_printed_text_for_what_was_written(self, text) -> None:
        on_paper = printable(text, LETTERS)

        assert all(description in on_paper for description in unprinted(text, LETTERS))
