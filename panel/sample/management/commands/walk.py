"""`manage.py walk`: one request from a file to a signed decision record."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from panel import clock
from panel.cases.document import Faulty
from panel.decisions import pdf
from panel.sample import document, outputs
from panel.sample.walk import Refused, walk

REFUSED = 2


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
            pdf.require()
            walked = walk(told, at=clock.now())
        except OSError as unreadable:
            raise CommandError(f"{file}: {unreadable.strerror}.", returncode=REFUSED) from None
        except Faulty as faulty:
            raise CommandError(_listed(map(str, faulty.faults)), returncode=REFUSED) from None
        except Refused as refused:
            raise CommandError(_listed(refused.reasons), returncode=REFUSED) from None
        except (outputs.CannotWrite, pdf.CannotRender) as unable:
            raise CommandError(str(unable), returncode=REFUSED) from None
        outputs.write(walked, out)
        request, number = walked.placement_request, walked.register_entry.number
        self.stdout.write(
            f"{request}: {walked.record} is line {number} of the register. See {out}"
        )


def _listed(sentences: Any) -> str:
    return "\n".join(sentences)
