"""Puts the database back as it was at some moment, append-only tables included."""

from dataclasses import dataclass

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper


@dataclass(frozen=True)
class Baseline:
    """Every table of the project, and a schema with a copy of those that had rows."""

    schema: str
    tables: tuple[str, ...]
    with_rows: tuple[str, ...]

    @classmethod
    def keep(cls, schema: str) -> "Baseline":
        """Copy every row there is."""
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
            )
            tables = tuple(name for (name,) in cursor.fetchall())
            with_rows = _not_empty(cursor, tables)
            cursor.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}")
            for name in with_rows:
                cursor.execute(f'CREATE TABLE {schema}."{name}" AS TABLE public."{name}"')
        return cls(schema, tables, with_rows)

    def restore(self) -> None:
        """Empty what has rows, then bring the kept ones back; triggers sleep meanwhile.

        Rows are deleted: to truncate tables takes ten times as long, so few does a test leave.
        """
        with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '10s'")
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("LOCK TABLE {}".format(", ".join(map(_public, self.tables))))
            for name in _not_empty(cursor, self.tables):
                cursor.execute(f"DELETE FROM {_public(name)}")
            for name in self.with_rows:
                cursor.execute(
                    f"INSERT INTO {_public(name)} OVERRIDING SYSTEM VALUE"
                    f' TABLE {self.schema}."{name}"'
                )


def _public(name: str) -> str:
    return f'public."{name}"'


def _not_empty(cursor: CursorWrapper, tables: tuple[str, ...]) -> tuple[str, ...]:
    asked = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT FROM {_public(name)})" for name in tables
    )
    cursor.execute(asked)
    return tuple(name for (name,) in cursor.fetchall())
