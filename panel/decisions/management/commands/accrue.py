"""`manage.py accrue`: what was delivered up to a day and isn't invoiced, into the books."""

import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from panel import clock, command_line
from panel.agencies import access
from panel.agencies.models import Panel, Person
from panel.decisions import operations
from panel.money import in_pounds
from panel.presentation.formatting import count
from panel.refusals import Refusal

REFUSED = 2


class Command(BaseCommand):
    """Accrue every placement of a panel."""

    help = "Counts what was delivered up to a day and isn't invoiced. Exit code 2: refused."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--panel", required=True, metavar="CODE")
        parser.add_argument("--until", required=True, type=command_line.day, metavar="DATE")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="a fund manager")

    def handle(self, *args: Any, panel: str, until: date, by: str, **options: Any) -> None:
        found = Panel.objects.filter(code=panel).first()
        if found is None:
            self._refuse(f"There is no panel {panel}.")
        manager = Person.objects.filter(username=by).first()
        if manager is None:
            self._refuse(f"There is nobody called {by}.")
        try:
            accrued = operations.accrue(panel_id=found.pk, until=until, by=manager, at=clock.now())
        except (Refusal, access.Refused) as refused:
            self._refuse(str(refused))
        self.stdout.write(
            f"{count(accrued.placements, 'placement')}: {in_pounds(accrued.raised_pence)} more "
            f"is delivered and not invoiced, {in_pounds(accrued.lowered_pence)} less."
        )

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(REFUSED)
