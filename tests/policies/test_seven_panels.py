"""The same request under seven documents: the page that tells what differs is what happens."""

import os
from pathlib import Path

import pytest

from tests.policies import seven_panels

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "seven-panels.md"


@pytest.mark.django_db
@pytest.mark.slow
def test_the_page_says_what_each_panel_makes_of_the_request():
    table = seven_panels.rows()
    page = seven_panels.written(table)
    if os.environ.get("PANEL_WRITE_PANELS"):
        PAGE.write_text(page, encoding="utf-8")

    assert page == PAGE.read_text(encoding="utf-8")
    for what, said in table.items():
        assert len(set(said)) > 1, f"the rules make no difference: {what}"
        assert seven_panels.explains(seven_panels.TRIED[what][1], said), f"not why: {what}"
