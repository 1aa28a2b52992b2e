"""Brings the database of a demonstration up to date, and the sample county into it."""

from collections.abc import Callable

from panel.supervisor.refusal import CannotStart

OF_ANOTHER_VERSION = (
    "The demonstration's data were written by another version of this program, which can't be"
    " brought up to date: add --reset to start afresh."
)


def fill(*, say: Callable[[str], None]) -> None:
    """
    Bring the tables up to date, and load the sample county if nobody is there yet.

    Raises:
        CannotStart: the tables were made by migrations that this version doesn't have.
    """
    # Django reads the settings on import, so not before the addresses are known.
    import django
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    _require_our_migrations()
    call_command("migrate", database="owner", verbosity=0)
    if not get_user_model().objects.exists():
        say("Loading the sample county.")
        call_command("load_sample", use_env=True)  # which server this is was asked at the start
    connections.close_all()


def _require_our_migrations() -> None:
    from django.db import connections
    from django.db.migrations.loader import MigrationLoader

    known = MigrationLoader(connections["owner"])
    if known.applied_migrations.keys() - known.disk_migrations.keys():
        raise CannotStart(OF_ANOTHER_VERSION)
