"""What is asked of every page that is shown on a journey: that everybody can read it."""

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page

from tests.browsing import AXE

RUN_AXE = """axe.run({resultTypes: ["violations"], selectors: false}).then(
    ({violations}) => violations.map(
        fault => `${fault.id}: ${fault.nodes.map(node => node.html).join(" and ")}`
    )
)"""
#: What a page is made of, whatever it says: each kind of part with its styles, once.
PARTS = """[...new Set([...document.querySelectorAll("body *")].map(
    part => `${part.tagName} ${part.getAttribute("class")}`
))].sort()"""
DESK, PHONE, MAGNIFIED = 1280, 375, 320  # the last is a desk's width, four times as large
HEIGHT = 800


@dataclass
class Seen:
    """The pages shown so far, by what they are made of, and everything that was wrong with one."""

    pages: set[tuple[str, ...]] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def look_at(self, page: Page) -> None:
        """Look at a page at each width, unless its like was seen; leave it as wide as a desk's."""
        title = page.title()
        parts = (*page.evaluate(PARTS),)
        if parts in self.pages:
            return
        self.pages.add(parts)
        if (headings := page.locator("h1").count()) != 1:
            self.faults.append(f"{title}: {headings} first headings")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        for width in (MAGNIFIED, PHONE, DESK):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                self.faults.append(f"{title}: scrolls sideways at {width} px")
            if width != MAGNIFIED:
                self.faults += [
                    f"{title}, {width} px: {fault}" for fault in page.evaluate(RUN_AXE)
                ]

    def listen(self, said: ConsoleMessage) -> None:
        """Note what the browser refused to load or run."""
        if "Content Security Policy" in said.text:
            self.faults.append(said.text)


def picture(page: Page, name: str) -> None:
    """Keep a picture of the page, if PANEL_PICTURES names a folder for some."""
    if folder := os.environ.get("PANEL_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png")


def picture_of_file(file: Path, name: str) -> None:
    """Keep a picture of a PDF's first page, if PANEL_PICTURES names a folder for some."""
    if folder := os.environ.get("PANEL_PICTURES"):
        drawn = ("pdftoppm", "-png", "-singlefile", "-r", "80", file, f"{folder}/{name}")
        subprocess.run(drawn, check=True)
