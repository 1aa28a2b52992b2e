"""The sweep over many notices, of which some are due, beside one bare UPDATE that claims them."""

import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import timedelta
from statistics import median

from django.db import connection, connections

from bench import rounds
from bench.table import Row
from panel import clock
from panel.deadlines import operations

DUE = 10_000
FILL = """
    INSERT INTO deadlines_notice (key, recipient, subject_line, body, due_at, offer_at,
        message_id, attempts, last_error)
    SELECT 'bench/' || n, 'bench@example.org', 'Bench', 'Bench', %(later)s, %(later)s,
        'bench/' || n, 0, ''
    FROM generate_series(1, %(count)s) AS n
"""
FALL_DUE = """
    UPDATE deadlines_notice SET due_at = %(at)s, offer_at = %(at)s
    WHERE id IN (
        SELECT id FROM deadlines_notice WHERE key LIKE 'bench/%%' ORDER BY id LIMIT %(due)s)
"""
BARE = """
    UPDATE deadlines_notice SET offer_at = %(later)s
    WHERE id IN (SELECT id FROM deadlines_notice
        WHERE sent_at IS NULL AND dropped_at IS NULL AND offer_at <= %(at)s
        ORDER BY offer_at LIMIT %(due)s FOR UPDATE SKIP LOCKED)
"""


def sweeping(options: Namespace) -> Iterator[Row]:
    """Measure the sweep, messages to the workers and all, against the bare claim."""
    at = clock.now()
    later = {"at": at, "later": at + timedelta(days=30), "due": DUE, "count": options.notices}
    with connections["owner"].cursor() as cursor:
        cursor.execute(FILL, later)
    rates: dict[str, list[float]] = {"bare": [], "sweep": []}
    for _ in range(options.rounds):
        for name, claim in (
            ("bare", lambda: _run(BARE, later)),
            ("sweep", lambda: operations.sweep(at=at)),
        ):
            _run(FALL_DUE, later)
            with connections["owner"].cursor() as cursor:
                cursor.execute("VACUUM ANALYZE deadlines_notice")
            rates[name].append(_rate(claim))
    yield Row(f"bare claim of {DUE:,} among {options.notices:,}", median(rates["bare"]), "a sec")
    yield Row("sweep, claim and hand over", median(rates["sweep"]), "a sec")
    yield Row("sweep v. bare claim", rounds.ratio(rates["sweep"], rates["bare"]), "×", 0.5)


def _rate(claim: Callable[[], object]) -> float:
    started = time.perf_counter()
    claim()
    return DUE / (time.perf_counter() - started)


def _run(statement: str, values: dict[str, object]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
