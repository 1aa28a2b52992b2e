"""What the tutorial tells its reader to press is said on a page, in the same words."""

import re
from pathlib import Path

import pytest

PAGES = "\n".join(
    path.read_text("utf-8")
    for path in Path("panel").rglob("*")
    if path.suffix in {".html", ".py"} and "migrations" not in path.parts
)
PRESSED = re.findall(r"\*\*(.+?)\*\*", Path("docs/tutorial.md").read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("words", sorted({" ".join(words.split()) for words in PRESSED}))
def test_is_on_a_page(words: str) -> None:
    assert words.partition(" Education’s")[0] in PAGES  # the agency's name is filled in
