"""
Walks that are made once a process: the rows a builder's call came to are kept, and brought back.

A walk to a placement takes a thousand statements; bringing back what it came to takes one. Rows
are brought back where only such calls were made of the sample panel before, as the last event
tells, and only in tests that are rolled back: a walk that is committed sends messages too. What
PostgreSQL counts as written says which tables have to be looked at.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, connection, connections, transaction
from django.db.models import Model
from psycopg.types.json import Jsonb

from tests.keeping_sql import FUNCTIONS
from tests.rows import writes

P = ParamSpec("P")
M = TypeVar("M", bound=Model | None)
Calls = tuple[object, ...]
Rows = dict[str, frozenset[str]]  # of each table that has any, as JSON


@dataclass(frozen=True)
class Kept:
    """What some calls, one after the other, came to."""

    head: int | None  # the last event
    rows: Rows


@dataclass(frozen=True)
class Built(Kept):
    """What the last of them changed, and the row that it returned, if it did."""

    change: Jsonb
    model: type[Model] | None
    pk: int | None


@dataclass
class Store:
    """What this process keeps, and the calls that were made or brought back last."""

    kept: dict[Calls, Kept] = field(default_factory=dict)
    latest: Calls = ()


STORE = Store()
LONGEST = 6  # a beginning and five calls: more of the same are hardly ever made again


def begin() -> None:
    """Take what the tables hold now as what every test begins with."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(FUNCTIONS)
    from_here()


def from_here() -> None:
    """Bring back what is built from what the tables hold now, each time they hold it again."""
    head = _head()
    STORE.kept[(head,)] = Kept(head, _rows(connection.introspection.table_names()))


def kept(build: Callable[P, M]) -> Callable[P, M]:
    """Have what a builder comes to brought back, where the same calls were made before."""

    @wraps(build)
    def built(*args: P.args, **kwargs: P.kwargs) -> M:
        before = _calls_before() if connection.in_atomic_block else ()
        if not 0 < len(before) < LONGEST:
            return build(*args, **kwargs)
        calls = (*before, (build.__name__, *map(_key, (*args, *kwargs.items()))))
        there = STORE.kept.get(calls)
        if isinstance(there, Built) and _is_brought_back(there):
            STORE.latest = calls
            return there.model and there.model._default_manager.get(pk=there.pk)
        written = writes(besides=())
        was = STORE.kept[before].rows
        is_as_it_was = _rows(written) == _of(written, was)
        made = build(*args, **kwargs)
        if is_as_it_was:
            since = [
                name for name, times in writes(besides=()).items() if times != written.get(name)
            ]
            _keep(calls, was, since, made)
        return made

    return built


def _key(value: object) -> object:
    """Return what tells an argument from another: a row by its number, else how it is written."""
    return (type(value), value.pk) if isinstance(value, Model) else repr(value)


def _calls_before() -> Calls:
    """Return the calls that all there is comes from, or none if something else was done."""
    head = _head()
    latest = STORE.kept.get(STORE.latest)
    if latest and latest.head == head:
        return STORE.latest
    return (head,) if (head,) in STORE.kept else ()


def _keep(calls: Calls, was: Rows, written: Iterable[str], made: Model | None) -> None:
    """Keep what a call came to, which has written to no other tables."""
    rows, before = _rows(written), _of(written, was)
    nothing: frozenset[str] = frozenset()
    change = {
        table: {
            "gone": sorted(before.get(table, nothing) - rows.get(table, nothing)),
            "new": sorted(rows.get(table, nothing) - before.get(table, nothing)),
        }
        for table in sorted(written)
        if before.get(table) != rows.get(table)
    }
    returned = (type(made), made.pk) if made else (None, None)
    others = {table: held for table, held in was.items() if table not in before}
    STORE.kept[calls] = Built(_head(), others | rows, Jsonb(change), *returned)
    STORE.latest = calls


def _is_brought_back(kept: Built) -> bool:
    """Bring back what calls came to; False if a test has changed the same rows by hand."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT keeping.bring_back(%s)", [kept.change])
    except IntegrityError:
        return False
    return True


def _of(tables: Iterable[str], rows: Rows) -> Rows:
    return {table: rows[table] for table in tables if table in rows}


def _rows(tables: Iterable[str]) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, held FROM keeping.rows(%s)", [[*tables]])
        return {name: frozenset(held) for name, held in cursor.fetchall()}


def _head() -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM audit_event")
        return cursor.fetchone()[0]
