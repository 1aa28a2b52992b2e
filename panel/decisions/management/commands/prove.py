"""`manage.py prove`: is everything kept what it was?"""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from panel import clock
from panel.decisions.proving import proof


class Command(BaseCommand):
    """Prove everything, and name each row that doesn't hold."""

    help = "Re-adds the ledger, replays stages, re-hashes records and chains. Exit code 1: faults."

    def handle(self, *args: Any, **options: Any) -> None:
        found = proof.prove(at=clock.now())
        for proven, faults in found.items():
            self.stdout.write(f"{'no' if faults else 'ok'}  {proven}")
            for fault in faults:
                self.stdout.write(f"    {fault}")
        if any(found.values()):
            sys.exit(1)
