"""
Charts as SVG, drawn by Vega-Lite without a browser: the only module that knows how.

What is drawn has no style, no script and nothing to read aloud but the sentence that its page
names, so that it stands in a page whose policy forbids inline styles. The same specification gives
the same bytes. Drawing takes a tenth of a second, the first time one more, and must not come
before a fork: so workers draw and pages only show.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any
from xml.etree import ElementTree

from django.conf import settings

SVG = "http://www.w3.org/2000/svg"
VEGA_LITE = "5.21"
NOWHERE = "https://nowhere.invalid/"  # the only address that a specification may fetch from
SAID = ("role", "class")
SIZES = ("width", "height", "version")

LOOK: Mapping[str, Any] = {
    "aria": False,
    "background": None,
    "font": "Panel Sans Regular",
    "view": {"stroke": None},
    "axis": {
        "domainColor": "#7c8993",
        "gridColor": "#d3dae0",
        "labelColor": "#16232e",
        "labelFontSize": 14,
        "labelPadding": 6,
        "ticks": False,
        "title": None,
    },
    "text": {"fontSize": 14, "fontWeight": "bold"},
}


def svg(specification: Mapping[str, Any], *, named_by: str) -> str:
    """Draw a specification that holds its own data.

    Args:
        named_by: the id of the sentence that says what the drawing shows.
    """
    _know_the_font()
    import vl_convert  # 84 MB, which only who draws has to load

    drawn = vl_convert.vegalite_to_svg(
        json.dumps({**specification, "config": LOOK}),
        vl_version=VEGA_LITE,
        allowed_base_urls=[NOWHERE],
    )
    return _plain(drawn, named_by=named_by)


@cache
def _know_the_font() -> None:
    """Have text measured in the font of the pages, once a process."""
    import vl_convert

    vl_convert.register_font_directory(str(settings.BASE_DIR / "panel/static/build/fonts"))


def _plain(drawn: str, *, named_by: str) -> str:
    """Leave of a drawing what is seen, as one image that the named sentence describes."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(drawn)
    for element in root.iter():
        for name in [*element.attrib]:
            if name.startswith("aria-") or name in SAID:
                del element.attrib[name]
    for name in SIZES:
        root.attrib.pop(name, None)
    root.attrib |= {"role": "img", "aria-labelledby": named_by, "focusable": "false"}
    return ElementTree.tostring(root, encoding="unicode")
