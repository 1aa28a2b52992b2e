"""`manage.py docs`: the reference pages that come from the code."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from panel.sample import reference


class Command(BaseCommand):
    """Write the generated pages, or say which are stale."""

    help = "Writes the generated pages of docs/reference. With --check: exit code 1 when stale."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; only compare")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if not check:
            reference.write()
            return
        stale = reference.stale()
        for page in stale:
            self.stderr.write(f"{page} is stale: run manage.py docs.")
        if stale:
            sys.exit(1)
