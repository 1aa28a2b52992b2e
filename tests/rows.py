"""Everything the database holds, in few enough words to be compared: was anything written?"""

from collections.abc import Collection
from functools import cache

from django.db import connection

#: What somebody sees or is told leaves a row of itself, whether or not anything changes.
OF_NO_MATTER = ("audit_readevent", "django_session")


def rows() -> dict[str, tuple[int, str]]:
    """Return each table with how many rows it has and a hash of all that is in them."""
    with connection.cursor() as cursor:
        cursor.execute(_query())
        return {table: (count, content) for table, count, content in cursor.fetchall()}


def writes(*, besides: Collection[str] = OF_NO_MATTER) -> dict[str, int]:
    """Return how many rows this transaction has written to each table, undone ones too.

    It takes a moment where `rows` takes many: where nothing was written, nothing is different.

    Args:
        besides: the tables that don't count.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_stat_get_xact_tuples_inserted(oid)"
            " + pg_stat_get_xact_tuples_updated(oid) + pg_stat_get_xact_tuples_deleted(oid)"
            " FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
            " AND NOT relname = ANY(%s)",
            [[*besides]],
        )
        return {table: count for table, count in cursor.fetchall() if count}


@cache
def _query() -> str:
    tables = [
        table for table in connection.introspection.table_names() if table not in OF_NO_MATTER
    ]
    return " UNION ALL ".join(
        f"SELECT '{table}', count(*), sum(hashtextextended(held::text, 0))::text FROM {table} held"
        for table in tables
    )
