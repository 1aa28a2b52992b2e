"""How a migration runs the SQL file that lies beside it. Nothing else may live here."""

from pathlib import Path

from django.db import migrations


def run(migration_file: str, *, backwards: str) -> migrations.RunSQL:
    """Return the operation that runs `<migration>.sql`, found beside the file named.

    Args:
        migration_file: the migration's own `__file__`.
        backwards: SQL that takes it away again.
    """
    return migrations.RunSQL(
        Path(migration_file).with_suffix(".sql").read_text(encoding="utf-8"), backwards
    )
