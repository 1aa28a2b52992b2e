"""Killed before any statement of a press: the entry isn't there, and nothing else has moved."""

import pytest

from panel.pooledbudget import proof, queries
from panel.pooledbudget.models import JournalEntry
from tests.killing import Victim, press_and_kill
from tests.pooledbudget.builders import some_books

SHARE = 100

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("committed_db")]


@pytest.mark.parametrize("victim", Victim)
def test_a_commitment_is_whole_or_absent_wherever_it_is_killed(victim: Victim) -> None:
    books = some_books()
    books.receive(10 * SHARE)
    before, deaths = queries.position(books.fund_year), 0

    def press() -> None:
        books.commit("JRAP-2026-00042", SHARE, key="approval")

    while press_and_kill(press, before=deaths + 1, victim=victim):
        deaths += 1
        assert not JournalEntry.objects.filter(key="approval").exists()
        assert queries.position(books.fund_year) == before
        assert proof.faults(books.fund_year.fund) == []

    assert deaths > 3, "it was killed at each of its statements"
    press()  # as by somebody who saw no answer
    assert queries.position(books.fund_year).committed_pence == SHARE
    assert proof.faults(books.fund_year.fund) == []
