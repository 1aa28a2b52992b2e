"""The gallery in a real browser: nothing for axe to find, nothing wider than the window."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browsing import AXE, IN_A_BROWSER
from tests.journeys.looking import DESK, HEIGHT, MAGNIFIED, PHONE, RUN_AXE, picture
from tests.presentation.test_gallery import PAGES

pytestmark = IN_A_BROWSER
SIGNED_OUT = ["/sign-in/", "/signed-out/", "/password/", "/password/sent/"]


@pytest.fixture
def gallery_site(gallery: None) -> Iterator[str]:
    """The gallery, served; nobody signs in, so it asks nothing of the database."""
    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window as wide as a desk's."""
    context = browser.new_context(viewport={"width": DESK, "height": HEIGHT})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", [*PAGES, *SIGNED_OUT, "/nowhere/"])
def test_everybody_can_read_it(path: str, page: Page, gallery_site: str) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(gallery_site + path)
    page.evaluate(AXE.read_text(encoding="utf-8"))

    for width in (DESK, PHONE, MAGNIFIED):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        picture(page, f"{path.strip('/').replace('/', '-').replace('?', '-')}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width
        if width != MAGNIFIED:
            assert page.evaluate(RUN_AXE) == [], width
    assert [said for said in refused if "Content Security Policy" in said] == []


def test_the_error_summary_has_the_focus(page: Page, gallery_site: str) -> None:
    page.goto(gallery_site + "/gallery/fields/?wrong")

    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
