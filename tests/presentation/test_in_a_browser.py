"""The gallery in a real browser: nothing for axe to find, nothing wider than the window."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browsing import AXE, IN_A_BROWSER
from tests.presentation.test_gallery import PAGES

pytestmark = IN_A_BROWSER
SIGNED_OUT = ["/sign-in/", "/signed-out/", "/password/", "/password/sent/"]


@pytest.fixture
def gallery_site(gallery: None) -> Iterator[str]:
    """The gallery, served; nobody signs in, so it asks nothing of the database."""
    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


@pytest.fixture(params=[1280, 375, 320])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A window as wide as a desk's, a phone's, and a page magnified four times."""
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", [*PAGES, *SIGNED_OUT, "/nowhere/"])
def test_everybody_can_read_it(path: str, page: Page, gallery_site: str) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))

    page.goto(gallery_site + path)
    if folder := os.environ.get("GALLERY_PICTURES"):
        width = page.viewport_size["width"]
        name = path.strip("/").replace("/", "-").replace("?", "-")
        page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(({violations}) => violations)")

    assert [(fault["id"], fault["nodes"]) for fault in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert [said for said in refused if "Content Security Policy" in said] == []


def test_the_error_summary_has_the_focus(page: Page, gallery_site: str) -> None:
    page.goto(gallery_site + "/gallery/fields/?wrong")

    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
