"""Whether two names may be one child's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.cases.children.likeness import are_alike

NAMES = st.tuples(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))


@pytest.mark.parametrize(
    ("first", "other"),
    [
        (("Quill", "Zander"), ("Quill", "Abel")),
        (("Quill", "Zander"), ("Ada", "ZANDER")),
        (("Zoë", "O'Neil"), ("Zoe", "Oneil")),
        (("Quill", "Zander"), ("Zander", "Quill")),
        (("Catherine", "Smith"), ("Katherine", "Smyth")),
    ],
)
def test_names_are_alike(first: tuple[str, str], other: tuple[str, str]) -> None:
    assert are_alike(first, other)


def test_names_are_not_alike() -> None:
    assert not are_alike(("Quill", "Zander"), ("Ada", "Fenn"))


@given(NAMES, NAMES)
def test_likeness_goes_both_ways_where_a_name_is_shared(
    first: tuple[str, str], other: tuple[str, str]
) -> None:
    assert are_alike(first, first)
    shared = (first[0], other[1])
    assert are_alike(first, shared)
    assert are_alike(shared, first)
