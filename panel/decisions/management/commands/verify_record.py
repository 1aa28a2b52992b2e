"""`manage.py verify_record`: is this file a decision record that the panel issued?"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from panel.decisions import queries
from panel.decisions.sealing import seal, verification
from panel.decisions.sealing.verification import Finding

EXIT_CODES = {
    Finding.CURRENT: 0,
    Finding.SUPERSEDED: 3,
    Finding.ALTERED: 1,
    Finding.UNKNOWN: 1,
}
UNREADABLE = 2


class Command(BaseCommand):
    """Judge a file, and say why."""

    help = "Exit code 0: genuine and current. 3: genuine but superseded. 1: altered or unknown."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            pdf = file.read_bytes()
        except OSError as unreadable:
            self.stderr.write(f"{file}: {unreadable.strerror}.")
            sys.exit(UNREADABLE)
        verdict = verification.examine(pdf, queries.registered, seal.check)
        self.stdout.write(f"{file} is {verdict.finding}.")
        for reason in verdict.reasons:
            self.stdout.write(f"  {reason}")
        if code := EXIT_CODES[verdict.finding]:
            sys.exit(code)
