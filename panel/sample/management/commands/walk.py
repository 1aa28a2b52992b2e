"""`manage.py walk`: one request from a file to a signed decision record."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from panel import clock
from panel.cases.document import Faulty
from panel.decisions.printing import press
from panel.decisions.sealing import seal
from panel.sample import document, outputs
from panel.sample.walk import StillOwed, WalkRefused, walk

DECIDED = 1
NOTHING_CHANGED = 2


class Command(BaseCommand):
    """Walk one request, and write what it led to."""

    help = (
        "Takes a placement request through every stage with the sample people, and writes "
        "decision.pdf, decision.json, ledger.csv and timeline.json. Exit code 2: nothing changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="see docs/reference/walk-file.schema.json")
        parser.add_argument("--out", type=Path, required=True, metavar="DIR")

    def handle(self, *args: Any, file: Path, out: Path, **options: Any) -> None:
        try:
            told = document.read(file.read_bytes())
            outputs.require(out)
            press.require()
        except OSError as unreadable:
            self._end(NOTHING_CHANGED, f"{file}: {unreadable.strerror}.")
        except Faulty as faulty:
            self._end(NOTHING_CHANGED, *map(str, faulty.faults))
        except (outputs.CannotWrite, press.CannotRender) as unable:
            self._end(NOTHING_CHANGED, str(unable))
        try:
            walked = walk(told, at=clock.now())
            outputs.write(walked, out)
        except WalkRefused as refused:
            self._end(NOTHING_CHANGED, *refused.reasons)
        except (StillOwed, press.CannotRender, seal.CannotSign, OSError) as unable:
            self._end(DECIDED, f"The request is decided, but isn't written out: {unable}")
        number = walked.register_entry.number
        self.stdout.write(f"{walked.record} is line {number} of the register; see {out}.")

    def _end(self, code: int, *sentences: str) -> NoReturn:
        for sentence in sentences:
            self.stderr.write(sentence)
        sys.exit(code)
