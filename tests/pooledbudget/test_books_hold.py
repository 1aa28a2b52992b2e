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
from panel.pooledbudget.accounts import AccountKind, FundKind, Verb
from panel.pooledbudget.models import JournalEntry
from panel.pooledbudget.refusals import NotHeld
from tests.pooledbudget.builders import Books, a_key, some_books

ALL_CHILDREN = ["JRAP-2026-00001", "JRAP-2026-00002", "JRAP-2026-00003"]
CHILDREN = st.sampled_from(ALL_CHILDREN)
PENCE = st.integers(min_value=0, max_value=60_000)
#: From which kind of account each verb takes what it moves.
SOURCES = {
    Verb.ACCRUE: AccountKind.COMMITTED,
    Verb.LOWER_ACCRUAL: AccountKind.ACCRUED,
    Verb.INVOICE: AccountKind.COMMITTED,
    Verb.PAY: AccountKind.INVOICED,
    Verb.RECHARGE: AccountKind.SPENT,
    Verb.RECOVER: AccountKind.RECOVERABLE,
}
SPENDING = st.sampled_from(sorted(SOURCES))
#: How what a request holds on each kind of account is given back; the rest is released.
GIVE_BACK: dict[AccountKind, Callable[[Books, str, int, int], JournalEntry]] = {
    AccountKind.RECOVERABLE: lambda books, *what: books.do(Verb.RECOVER, *what),
    AccountKind.SPENT: lambda books, *what: books.credit(*what, is_paid=True),
    AccountKind.INVOICED: lambda books, *what: books.credit(*what, is_paid=False),
}


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
        self.has_reversed = False

    def teardown(self) -> None:
        """Undo everything, the newest first: the books must come to nothing.

        What was reversed out of its order may stand in the way of that; then the verbs that give
        back must empty the books.
        """
        if self.has_reversed:
            self.give_back()
        posted = JournalEntry.objects.filter(fund_year=self.books.fund_year, reverses=None)
        if self.has_reversed:
            posted = posted.filter(verb=Verb.RECEIVE)
        for entry in posted.filter(reversed_by=None).order_by("-number"):
            self.books.reverse(entry)
        assert {*self.books.fund_year.accounts.values_list("balance_pence", flat=True)} == {0}
        assert proof.faults(self.books.fund_year.fund) == []
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def give_back(self) -> None:
        for about in ALL_CHILDREN:
            for kind, give in GIVE_BACK.items():
                of_kind = self.held(about, kind)
                if any(of_kind):
                    give(self.books, about, *of_kind)
            self.books.release(about)

    def held(self, about: str, kind: AccountKind) -> tuple[int, int]:
        held = queries.held(self.books.fund_year, about)
        education, health = self.books.education.pk, self.books.health.pk
        return held.get((kind, education), 0), held.get((kind, health), 0)

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

        left = {kind for kind, _ in queries.held(self.books.fund_year, about)}
        assert left <= {AccountKind.INVOICED, AccountKind.SPENT, AccountKind.RECOVERABLE}

    @rule(target=entries, verb=SPENDING, about=CHILDREN, education=PENCE, health=PENCE)
    def spend(self, verb: Verb, about: str, education: int, health: int) -> JournalEntry | None:
        return self.attempt(lambda: self.books.do(verb, about, education, health))

    @rule(target=entries, verb=SPENDING, about=CHILDREN, part=st.integers(1, 4))
    def spend_what_there_is(self, verb: Verb, about: str, part: int) -> JournalEntry | None:
        education, health = self.held(about, SOURCES[verb])
        return self.attempt(
            lambda: self.books.do(verb, about, -(-education // part), -(-health // part))
        )

    @rule(
        target=entries,
        about=CHILDREN,
        education=PENCE,
        health=PENCE,
        is_paid=st.booleans(),
    )
    def credit(
        self, about: str, education: int, health: int, is_paid: bool
    ) -> JournalEntry | None:
        return self.attempt(lambda: self.books.credit(about, education, health, is_paid=is_paid))

    @rule(entry=consumes(entries))
    def reverse(self, entry: JournalEntry | None) -> None:
        if entry is not None and self.attempt(lambda: self.books.reverse(entry)):
            self.has_reversed = True

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
        assert position.contribution_pence == self.received
        assert self.received == sum(
            getattr(position, f"{kind}_pence")
            for kind in AccountKind
            if kind is not AccountKind.CONTRIBUTION
        )
        pots = self.books.fund_year.accounts.filter(kind="uncommitted")
        assert all(pot.balance_pence >= -1_000 for pot in pots)
        assert proof.faults(self.books.fund_year.fund) == []

    def attempt(self, verb: Callable[[], JournalEntry]) -> JournalEntry | None:
        """Let a verb be refused for what a verb may be refused for."""
        try:
            with transaction.atomic():
                return verb()
        except (
            operations.AmountsRefused,
            operations.FundsShort,
            operations.PromisedLess,
            NotHeld,
        ):
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
