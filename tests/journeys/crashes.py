"""Killing what a site runs on, at a moment that is known."""

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from tests.journeys.site import Site
from tests.waiting import wait_until

DOOMED = ("dramatiq", "valkey", "postgres")

WAITS = "SELECT FROM pg_locks WHERE relation = %s::regclass AND NOT granted"

# A mail that was being sent is left alone for ten minutes, which nobody here has.
TEN_MINUTES_LATER = """
    UPDATE deadlines_notice SET lease_until = now(), offer_at = now()
    WHERE sent_at IS NULL AND dropped_at IS NULL AND lease_until IS NOT NULL RETURNING id
"""


def kill(site: Site) -> None:
    """Kill worker, queue and database at once, and wait until they serve again."""
    before = site.demo.children()
    for name in DOOMED:
        os.kill(before[name], signal.SIGKILL)
    wait_until(lambda: _are_new(site, before) and site.is_ready(), wanted="everything is back")
    site.rows(TEN_MINUTES_LATER)


def _are_new(site: Site, before: dict[str, int]) -> bool:
    with suppress(OSError):  # one that has just ended has no command line any more
        now = site.demo.children()
        return all(now.get(name, before[name]) != before[name] for name in DOOMED)
    return False


def kill_at_write(site: Site, press: Callable[[], object], *, table: str) -> None:
    """
    Press, and kill when that leads to a first row for `table`, which isn't let in.

    So the moment is the same each time, on a machine however fast. What the press was answered is
    dropped: nobody who sees an error page knows what it means.
    """
    with ThreadPoolExecutor() as hand, site.unwritable(table):
        pressed = hand.submit(press)
        site.wait_for(WAITS, table)
        kill(site)
    pressed.exception()
