"""`manage.py import_providers`: bring the directory up to date with the national list."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from panel import clock
from panel.cases import operations
from panel.cases.directory import establishments
from panel.sheets import NotTheSheet

REFUSED = 2


class Command(BaseCommand):
    """Import a file, tell every row that can't be taken over, and keep all others."""

    help = "Reads the CSV of the national list of establishments. Exit code 2: it isn't one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            reading = establishments.read(file.read_bytes())
        except OSError as unreadable:
            self._refuse(f"{file}: {unreadable.strerror}.")
        except NotTheSheet as refused:
            self._refuse(f"{file}: {refused}")
        imported = operations.import_providers(
            providers=reading.providers, by=None, at=clock.now()
        )
        for bad in reading.bad_rows:
            self.stderr.write(f"Line {bad.line}: {bad.reason}")
        self.stdout.write(
            f"{imported.added:,} added, {imported.changed:,} changed, "
            f"{imported.unchanged:,} as they were, {len(reading.bad_rows):,} left out."
        )

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(REFUSED)
