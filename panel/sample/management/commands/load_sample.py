"""`manage.py load_sample`: fill an empty database with the sample county."""

import json
import secrets
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from panel import clock
from panel.sample import county, people
from panel.supervisor.folders import LOCAL, default_base

SIGN_INS = LOCAL / "sign-ins.json"
REFUSED = 2
OUTSIDE = (
    "DATABASE_URL names a server that this project didn't start, and samples would fill it: "
    "unset it, or add --use-env if you mean it."
)


class Command(BaseCommand):
    """Load the sample county, and leave a sign-in for everybody in it."""

    help = "Fills an empty database with people who never lived, their cases and their funds."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", type=int, default=1, help="times the 415 placements (1)")
        parser.add_argument("--seed", type=int, default=415, help="of every chance taken (415)")
        parser.add_argument("--password", help="everyone's; made up when left out")
        parser.add_argument(
            "--use-env", action="store_true", help="fill the server that DATABASE_URL names"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["use_env"] and not is_embedded(settings.DATABASES["default"]):
            self._refuse(OUTSIDE)
        if not 1 <= options["scale"] <= 1_000:
            self._refuse("--scale is from 1 to 1000.")
        password = options["password"] or secrets.token_urlsafe(12)
        at = clock.now()
        try:
            loaded = county.load(
                scale=options["scale"], seed=options["seed"], password=password, at=at
            )
        except county.NotEmpty as refused:
            self._refuse(str(refused))
        leave_sign_ins(SIGN_INS, password=password)
        seconds = (clock.now() - at).total_seconds()
        self.stdout.write(
            f"Northmere is loaded: {loaded.cases} cases to work on and {loaded.history_rows:,} "
            f"rows of history, in {seconds:.0f} seconds."
        )

    def _refuse(self, sentence: str) -> None:
        self.stderr.write(sentence)
        sys.exit(REFUSED)


def leave_sign_ins(file: Path, *, password: str) -> None:
    """Write down how each sample person signs in, for the owner of the file alone."""
    sign_ins = [
        {
            "role": person.role.label,
            "name": person.name,
            "username": person.username,
            "password": password,
        }
        for person in people.PEOPLE
    ]
    file.parent.mkdir(exist_ok=True)
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text(json.dumps(sign_ins, indent=2) + "\n", encoding="utf-8")


def is_embedded(database: Mapping[str, Any]) -> bool:
    """Say whether the settings name the server that this checkout's own commands start."""
    folder = database.get("OPTIONS", {}).get("host", "")  # of its private socket
    return Path(folder).parent == default_base()
