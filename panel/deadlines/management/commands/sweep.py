"""`manage.py sweep`: find whatever is owed and see that it gets done."""

import signal
from argparse import ArgumentParser
from collections.abc import Mapping
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection

from panel import clock
from panel.queue import NoAnswer
from panel.sweep import sweepers


class Command(BaseCommand):
    """Sweep once, or every so many seconds until told to stop."""

    # It must sweep though a page is broken; and the checks would import every page.
    requires_system_checks: list[str] = []
    help = "Does all owed work once. Safe to run twice at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every", type=float, metavar="SECONDS", help="go on until stopped, at this interval"
        )

    def handle(self, *args: Any, every: float | None, **options: Any) -> None:
        if every is None:
            if faults := self._sweep():
                raise CommandError(" ".join(faults))
            return
        stopping = Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stopping.set())
        while not stopping.is_set():
            # A server that is away comes back; until then each round says so in one line.
            for fault in self._sweep():
                self.stderr.write(fault)
            stopping.wait(every)

    def _sweep(self) -> list[str]:
        """Call every sweeper, whatever befalls the one before it; return what went wrong."""
        faults = []
        for sweeper in sweepers():
            try:
                done = sweeper(at=clock.now())
            except (NoAnswer, Error) as error:
                connection.close_if_unusable_or_obsolete()
                faults.append(f"The sweep stopped short and will be needed again. {error}")
            else:
                self._say(done)
        return faults

    def _say(self, done: Mapping[str, int]) -> None:
        for what, count in done.items():
            if count:
                self.stdout.write(f"{what}: {count}")
        self.stdout.flush()
