"""Many approvers press at the same instant, each from a process of its own."""

import multiprocessing
from multiprocessing.synchronize import Barrier
from typing import Any

import pytest
from django.db import connections

from panel.pooledbudget import operations, proof, queries
from tests.pooledbudget.builders import Books, some_books

SHARE = 10_000
FORK = multiprocessing.get_context("fork")


def press(books: Books, barrier: Barrier, answers: Any, number: int, key: str) -> None:
    """Commit one share when everybody is ready, and say what came of it."""
    books.fund_year.refresh_from_db()  # connects before the start
    barrier.wait(timeout=30)
    try:
        entry = books.commit(f"JRAP-2026-{number:05}", SHARE, key=key)
    except operations.FundsShort as short:
        answers.put(str(short))
    else:
        answers.put(entry.number)
    connections.close_all()


def race(books: Books, presses: list[tuple[int, str]]) -> list[int | str]:
    """Let one process for each press go at once; return their answers."""
    barrier, answers = FORK.Barrier(len(presses)), FORK.Queue()
    connections.close_all()  # a forked process must not share one
    processes = [
        FORK.Process(target=press, args=(books, barrier, answers, number, key))
        for number, key in presses
    ]
    for process in processes:
        process.start()
    given = [answers.get(timeout=60) for _ in processes]
    for process in processes:
        process.join(timeout=30)
    return given


@pytest.mark.slow
@pytest.mark.parametrize(("pressing", "room"), [(2, 1), (8, 3)])
def test_a_fund_with_room_for_some_commits_exactly_those(
    committed_db: None, pressing: int, room: int
) -> None:
    books = some_books()
    books.receive(room * SHARE + SHARE - 1)

    answers = race(books, [(number, f"approval {number}") for number in range(pressing)])

    refusal = "The fund has £99.99 left for 2026 to 2027; this needs £100.00."
    assert sorted(answer for answer in answers if isinstance(answer, int)) == [*range(2, 2 + room)]
    assert [answer for answer in answers if isinstance(answer, str)] == [refusal] * (
        pressing - room
    )
    assert queries.headroom(books.fund_year) == SHARE - 1
    assert proof.faults(books.fund_year.fund) == []


@pytest.mark.slow
def test_one_approval_pressed_by_many_is_one_commitment(committed_db: None) -> None:
    books = some_books()
    books.receive(10 * SHARE)

    answers = race(books, [(42, "approval 42")] * 4)

    assert answers == [2, 2, 2, 2]
    assert queries.position(books.fund_year).committed_pence == SHARE
