"""What `manage.py` does around Django's commands: servers, addresses, one sentence if it can't."""

import os
import sys
from collections.abc import Sequence

from panel.supervisor import checks, demo, keys
from panel.supervisor.folders import default_base
from panel.supervisor.pair import Pair
from panel.supervisor.refusal import EXIT_CODE, CannotStart

# They read and write no data, so no server is started for them.
NEEDS_NO_SERVER = {
    "",
    "help",
    "--help",
    "version",
    "--version",
    "collectstatic",
    "docs",
    "startapp",
}

# The application's own login can't alter the schema.
RUN_AS_OWNER = {"migrate", "sqlmigrate", "flush", "sqlflush", "sqlsequencereset"}


def run(arguments: Sequence[str]) -> int:
    """Run the command line `arguments`, the program's name first; return the exit code."""
    try:
        return _run(list(arguments))
    except CannotStart as refusal:
        sys.stderr.write(f"{refusal}\n")
        return EXIT_CODE


def _run(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "panel.settings")
    name = arguments[1] if len(arguments) > 1 else ""
    if name == "demo":
        return demo.run(arguments[2:])
    if name in RUN_AS_OWNER and not any(part.startswith("--database") for part in arguments):
        arguments.append("--database=owner")
    if name in NEEDS_NO_SERVER:
        return _execute(arguments)
    if "DATABASE_URL" in os.environ:
        checks.require(os.environ)
        return _execute(arguments)
    pair = Pair(default_base())
    try:
        keys.offer({**keys.environment(), **pair.environment})
        return _execute(arguments)
    finally:
        pair.leave()


def _execute(arguments: list[str]) -> int:
    # Django reads the settings on import, so not before the addresses are known.
    from django.core.management import execute_from_command_line

    execute_from_command_line(arguments)
    return 0
