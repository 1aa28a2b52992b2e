"""`manage.py policy`: checks, loads and compares the documents of a panel's rules."""

import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from panel import clock, command_line
from panel.agencies.models import Panel
from panel.policies import changes, documents, operations
from panel.policies.models import PolicyVersion
from panel.policies.schema import Policy

REFUSED = 2


class Command(BaseCommand):
    """Check a document, bring it into force, or say how two differ."""

    help = "Checks, loads and compares policy documents. Exit code 2: refused, nothing changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("check", help="say everything wrong with a document")
        check.add_argument("file", type=Path)
        load = verbs.add_parser("load", help="make a document the panel's rules from a day on")
        load.add_argument("file", type=Path)
        load.add_argument("--panel", required=True, metavar="CODE")
        load.add_argument("--from", dest="effective_from", type=command_line.day, required=True)
        diff = verbs.add_parser("diff", help="say what differs between two files or versions")
        diff.add_argument("before", help="a file, or a panel's version as in northmere:1")
        diff.add_argument("after", help="likewise")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        match verb:
            case "check":
                self._parsed(options["file"])
                self.stdout.write(f"{options['file']} states a whole policy.")
            case "load":
                self._load(options["file"], options["panel"], options["effective_from"])
            case _:
                self._diff(self._named(options["before"]), self._named(options["after"]))

    def _load(self, file: Path, code: str, effective_from: date) -> None:
        self._parsed(file)
        panel = Panel.objects.filter(code=code).first()
        if panel is None:
            self._refuse(f"There is no panel {code}.")
        try:
            version = operations.load(
                panel_id=panel.pk,
                document=file.read_text(encoding="utf-8"),
                effective_from=effective_from,
                by=None,
                at=clock.now(),
            )
        except operations.SameRules as same:
            self.stdout.write(str(same))
        except (operations.Backdated, operations.DayTaken) as refused:
            self._refuse(str(refused))
        else:
            self.stdout.write(f"{version} is in force from {effective_from:%-d %B %Y}.")

    def _diff(self, before: Policy, after: Policy) -> None:
        found = [str(change) for change in changes.between(before, after)]
        self.stdout.write("\n".join(found) or "They state the same rules.")

    def _named(self, name: str) -> Policy:
        """Return the rules of a file, or of a version as in `northmere:1`."""
        code, colon, number = name.rpartition(":")
        if not (colon and number.isdecimal()):
            return self._parsed(Path(name))
        version = PolicyVersion.objects.filter(panel__code=code, number=number).first()
        if version is None:
            self._refuse(f"There is no version {number} of the rules of {code}.")
        return version.policy

    def _parsed(self, file: Path) -> Policy:
        try:
            return documents.parse(file.read_text(encoding="utf-8"))
        except OSError as unreadable:
            self._refuse(f"{file}: {unreadable.strerror}.")
        except UnicodeDecodeError:
            self._refuse(f"{file}: this isn't text in UTF-8.")
        except documents.Faulty as faulty:
            self._refuse(*(f"{file}, {fault}" for fault in faulty.faults))

    def _refuse(self, *sentences: str) -> NoReturn:
        for sentence in sentences:
            self.stderr.write(sentence)
        sys.exit(REFUSED)
