"""A person's hands at a browser: go, follow, press, fill in. Every page shown is looked at."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from playwright.sync_api import Browser, Locator

from tests.journeys.looking import DESK, HEIGHT, Seen

PATIENCE_MS = 60_000


class Hands:
    """One person, signed in, in a browser window of their own."""

    def __init__(self, browser: Browser, address: str, seen: Seen) -> None:
        self.context = browser.new_context(
            base_url=address, viewport={"width": DESK, "height": HEIGHT}
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.page = self.context.new_page()
        self.page.on("console", seen.listen)
        self.seen = seen

    def sign_in(self, username: str, password: str) -> None:
        """Sign in, and come to one's work."""
        self.go("/sign-in/")
        self.page.get_by_label("E-mail address").fill(username)
        self.page.get_by_label("Password").fill(password)
        self.press("Sign in")

    def go(self, path: str) -> None:
        """Type an address."""
        self.page.goto(path)
        self.seen.look_at(self.page)

    def follow(self, words: str) -> None:
        """Follow the link that has these words in its text."""
        self._click(self.page.get_by_role("link", name=words).first)

    def back(self) -> None:
        """Follow the link back to where this page belongs."""
        self._click(self.page.locator(".govuk-back-link"))

    def press(self, words: str) -> None:
        """Press the button that begins with these words."""
        self._click(self.page.get_by_role("button", name=re.compile(f"^{re.escape(words)}")))

    def take_up(self, reference: str) -> None:
        """Find a case among one's work, and open it."""
        self.go("/")
        self.follow(reference)

    def reads(self, words: str) -> bool:
        """Whether the page says so."""
        return self.page.get_by_text(words).first.is_visible()

    def fill_in(self, values: Mapping[str, Any], within: str = "") -> None:
        """Give each control named in `values`, under a prefix, its value."""
        for name, value in values.items():
            self._fill(self.page.locator("main"), f"{within}{name}", value)

    def _click(self, control: Locator) -> None:
        """Click what leads to another page, and wait for that."""
        with self.page.expect_navigation() as arriving:
            control.click()
        answer = arriving.value
        assert answer and answer.ok, f"{self.page.url}: {self.page.title()}"  # noqa: PT018
        self.seen.look_at(self.page)

    def _fill(self, form: Locator, name: str, value: Any) -> None:
        boxes = form.locator(f'[name="{name}"], [name="{name}_day"]')
        kind = boxes.first.evaluate("box => box.name.endsWith('_day') ? 'day' : box.type")
        match kind:
            case "day":
                day = date.fromisoformat(value)
                for part in ("day", "month", "year"):
                    form.locator(f'[name="{name}_{part}"]').fill(str(getattr(day, part)))
            case "radio":
                form.locator(f'[name="{name}"][value="{value}"]').check()
            case "checkbox" if isinstance(value, list):
                for each in value:
                    form.locator(f'[name="{name}"][value="{each}"]').check()
            case "checkbox":
                boxes.set_checked(value)
            case "select-one":
                boxes.select_option(value)
            case _:
                boxes.fill(str(value))

    def close(self) -> None:
        """Close the window."""
        self.context.close()
