"""Charts drawn without a browser, as a page with a strict policy may hold them."""

from typing import Any

import pytest

from panel.presentation import drawing

BARS: dict[str, Any] = {
    "data": {"values": [{"agency": "Health & <care>", "pence": 5}]},
    "mark": "bar",
    "encoding": {
        "x": {"field": "pence", "type": "quantitative"},
        "y": {"field": "agency", "type": "nominal"},
    },
}


@pytest.fixture(scope="module")
def drawn() -> str:
    return drawing.svg(BARS, named_by="what-it-says")


def test_is_one_image_named_by_its_sentence(drawn: str):
    assert drawn.startswith("<svg ")
    assert 'role="img"' in drawn
    assert 'aria-labelledby="what-it-says"' in drawn
    assert drawn.count("aria-") == 1
    assert drawn.count("role=") == 1


def test_has_neither_style_nor_script_nor_a_size_of_its_own(drawn: str):
    assert "style" not in drawn
    assert "<script" not in drawn
    assert "viewBox=" in drawn
    assert ' width="' not in drawn.split(">")[0]


def test_escapes_what_it_is_given(drawn: str):
    assert "Health &amp; &lt;care&gt;" in drawn


def test_is_the_same_each_time(drawn: str):
    assert drawing.svg(BARS, named_by="what-it-says") == drawn


def test_fetches_nothing():
    with pytest.raises(ValueError, match="External data url not allowed"):
        drawing.svg({**BARS, "data": {"url": "https://example.org/x.json"}}, named_by="x")
