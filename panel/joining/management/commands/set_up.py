"""`manage.py set_up`: open a panel on a server that has none."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from panel import clock
from panel.joining import document, links, operations
from panel.joining.operations import Opened
from panel.parsing import Faulty

REFUSED = 2


class Command(BaseCommand):
    """Open the panel that a file describes, and say how its administrator gets in."""

    help = (
        "Opens a panel with its agencies, rules and first administrator, and prints the link with "
        "which they choose a password. Safe to run twice. Exit code 2: refused, nothing changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="see docs/examples/set-up.toml")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            asked = document.read(self._text(file))
            rules = self._text(file.parent / asked.rules.file)
            opened = operations.set_up(asked=asked, rules=rules, at=clock.now())
        except Faulty as faulty:
            self._refuse(*(f"{file}, {fault}" for fault in faulty.faults))
        except operations.CannotOpen as refused:
            self._refuse(*refused.reasons)
        self._say(opened)

    def _say(self, opened: Opened) -> None:
        if opened.is_new:
            self.stdout.write(f"{opened.panel} is open; {opened.administrator} runs it.")
        else:
            self.stdout.write(f"{opened.panel} stands already; nothing was changed.")
        if opened.link:
            self.stdout.write(
                f"{opened.administrator} chooses a password here, within {links.LIFE.days} days: "
                f"{opened.link}"
            )

    def _text(self, file: Path) -> str:
        try:
            return file.read_text(encoding="utf-8")
        except OSError as unreadable:
            self._refuse(f"{file}: {unreadable.strerror}.")
        except UnicodeDecodeError:
            self._refuse(f"{file}: this isn't text in UTF-8.")

    def _refuse(self, *sentences: str) -> NoReturn:
        for sentence in sentences:
            self.stderr.write(sentence)
        sys.exit(REFUSED)
