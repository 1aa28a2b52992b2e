"""Waits for a fact that another process brings about."""

from collections.abc import Callable
from threading import Event

PATIENCE_SECONDS = 120
LOOK_EVERY_SECONDS = 0.05


def wait_until(fact: Callable[[], bool], *, wanted: str) -> None:
    """Return once `fact` is true; fail, saying what was wanted, if it isn't for too long."""
    pause = Event()
    for _look in range(int(PATIENCE_SECONDS / LOOK_EVERY_SECONDS)):
        if fact():
            return
        pause.wait(LOOK_EVERY_SECONDS)
    raise AssertionError(f"It never came to this: {wanted}")
