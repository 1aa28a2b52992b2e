"""Whatever is asked, in whatever order: the books balance, and undoing everything empties them."""

from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    rule,
    run_state_machine_as_test,
)

from panel.pooledbudget import operations, proof, queries
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.models import JournalEntry
from panel.pooledbudget.refusals import NotHeld
from tests.pooledbudget.builders import a_key, some_books

ALL_CHILDREN = ["JRAP-2026-00001", "JRAP-2026-00002", "JRAP-2026-00003"]
CHILDREN = st.sampled_from(ALL_CHILDREN)
PENCE = st.integers(min_value=0, max_value=60_000)


class FundMachine(RuleBasedStateMachine):
    """A fund under every verb, with a plain model of it beside."""

    entries = Bundle("entries")
    kind = FundKind.POOLED

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.books = some_books(kind=self.kind, code=a_key().replace(" ", "-"), floor=-1_000)
        self.received = 0

    def teardown(self) -> None:
        """Give everything back and undo what came in: the books must come to nothing."""
        for about in ALL_CHILDREN:
            self.books.release(about)
        for entry in JournalEntry.objects.filter(fund_year=self.books.fund_year, verb="receive"):
            self.books.reverse(entry)
        assert {*self.books.fund_year.accounts.values_list("balance_pence", flat=True)} == {0}
        assert proof.faults(self.books.fund_year.fund) == []
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @rule(pence=PENCE.filter(bool), is_health=st.booleans())
    def receive(self, pence: int, is_health: bool) -> None:
        self.books.receive(pence, agency=self.books.health if is_health else None)
        self.received += pence

    @rule(target=entries, about=CHILDREN, education=PENCE, health=PENCE)
    def reserve(self, about: str, education: int, health: int) -> JournalEntry | None:
        return self.attempt(lambda: self.books.reserve(about, education, health))

    @rule(target=entries, about=CHILDREN, education=PENCE, health=PENCE)
    def commit(self, about: str, education: int, health: int) -> JournalEntry | None:
        return self.attempt(lambda: self.books.commit(about, education, health))

    @rule(about=CHILDREN)
    def release(self, about: str) -> None:
        self.books.release(about)

        assert queries.held(self.books.fund_year, about) == {}

    @rule(entry=consumes(entries))
    def reverse(self, entry: JournalEntry | None) -> None:
        if entry is not None:
            self.attempt(lambda: self.books.reverse(entry))

    @rule(about=CHILDREN, education=PENCE, health=PENCE)
    def commit_and_undo(self, about: str, education: int, health: int) -> None:
        before = queries.position(self.books.fund_year)
        entry = self.attempt(lambda: self.books.commit(about, education, health))
        if entry is not None:
            self.books.reverse(entry)

        assert queries.position(self.books.fund_year) == before

    @invariant()
    def the_books_balance(self) -> None:
        position = queries.position(self.books.fund_year)
        promised = position.reserved_pence + position.committed_pence + position.spent_pence
        assert position.contribution_pence == self.received
        assert position.uncommitted_pence == self.received - promised
        pots = self.books.fund_year.accounts.filter(kind="uncommitted")
        assert all(pot.balance_pence >= -1_000 for pot in pots)
        assert proof.faults(self.books.fund_year.fund) == []

    def attempt(self, verb: Callable[[], JournalEntry]) -> JournalEntry | None:
        """Let a verb be refused for what a verb may be refused for."""
        try:
            with transaction.atomic():
                return verb()
        except (operations.AmountsRefused, operations.FundsShort, NotHeld):
            return None


class AlignedFundMachine(FundMachine):
    """The same for a fund in which each agency has its own pot."""

    kind = FundKind.ALIGNED


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("machine", [FundMachine, AlignedFundMachine])
def test_the_books_hold_under_every_verb(machine: type[FundMachine]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=15,
            suppress_health_check=[*HealthCheck],
        ),
    )
