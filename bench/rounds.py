"""
How many times a second processes do one thing together; and *hot*, the ceiling for all of it:
every client updates one row with one prepared statement and commits.

What is compared is measured in turn, round after round, and a ratio is the median of the rounds'
own ratios: what else the machine does for a while falls on both sides of one round, or on one
round that doesn't count.
"""

import multiprocessing
import time
from collections.abc import Callable, Sequence
from itertools import count
from multiprocessing.synchronize import Barrier
from statistics import median
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections

FORK = multiprocessing.get_context("fork")
PLENTY = 10**12
Once = Callable[[str], object]


def rate(maker: Callable[[], Once], clients: int, seconds: float) -> float:
    """Return how many a second `clients` processes do together, all starting at once."""
    barrier, done = FORK.Barrier(clients), FORK.Queue()
    connections.close_all()  # a forked process must not share one
    work = (maker, barrier, seconds, done)
    processes = [FORK.Process(target=_client, args=(*work, n)) for n in range(clients)]
    for process in processes:
        process.start()
    rate = sum(done.get(timeout=seconds + 60) for _ in processes)
    for process in processes:
        process.join()
    return rate


def _client(
    maker: Callable[[], Once], barrier: Barrier, seconds: float, done: Any, number: int
) -> None:
    once = maker()
    stamp = f"{time.time_ns()}/{number}"
    for warm_up in range(20):
        once(f"{stamp}/w{warm_up}")
    barrier.wait(timeout=60)
    started = time.perf_counter()
    for turn in count():
        once(f"{stamp}/{turn}")
        if (passed := time.perf_counter() - started) > seconds:
            done.put((turn + 1) / passed)
            return


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return how we stand beside them in the middle round; both are told round by round."""
    return median(our / their for our, their in zip(ours, theirs, strict=True))


def make_hot_row() -> None:
    """Make the one row that every client updates."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_hot (id int PRIMARY KEY, avail bigint) WITH (fillfactor = 10)"
        )
        cursor.execute("INSERT INTO bench_hot VALUES (1, %s)", [PLENTY])


def hot() -> Once:
    """Return one debit of the hot row: the ceiling."""
    cursor = psycopg.connect(settings.DATABASE_URL, autocommit=True).cursor()
    sql = "UPDATE bench_hot SET avail = avail - %s WHERE id = 1 AND avail >= %s"
    return lambda _: cursor.execute(sql, (1, 1), prepare=True)
