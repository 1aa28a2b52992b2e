"""Killed between any two steps of posting: an entry is whole or isn't there, and none is lost."""

from random import Random

import pytest

from panel.pooledbudget import proof, queries
from panel.pooledbudget.models import JournalEntry
from tests.killing import Victim, press_until_killed
from tests.pooledbudget.builders import some_books

SHARE = 100
PRESSES = range(2_000)

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("committed_db")]


@pytest.mark.parametrize("victim", Victim)
def test_what_was_answered_stays_and_what_was_not_is_whole_or_absent(victim: Victim) -> None:
    books = some_books()
    books.receive(len(PRESSES) * SHARE)
    chance = Random(victim.value)

    def press(number: int) -> None:
        books.commit(f"JRAP-2026-{number:05}", SHARE, key=f"approval {number}")

    answered: set[int] = set()
    for _life in range(6):
        left = [number for number in PRESSES if number not in answered]
        answered |= {
            *press_until_killed(press, left, answered=chance.randrange(1, 60), victim=victim)
        }

    kept = JournalEntry.objects.filter(verb="commit").values_list("key", flat=True)
    assert {f"approval {number}" for number in answered} <= set(kept)
    assert len(kept) - len(answered) <= 6, "each death leaves one entry, at most, unanswered"
    assert proof.faults(books.fund_year.fund) == []

    press(max(answered))
    press(max(answered) + 1)

    assert queries.position(books.fund_year).committed_pence == SHARE * len(set(kept.all()))
    assert proof.faults(books.fund_year.fund) == []
