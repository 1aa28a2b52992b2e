"""Whatever is asked, in whatever order: the books balance, and undoing everything empties them."""

import inspect

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RULE_MARKER, invariant, run_state_machine_as_test

from panel.pooledbudget import journal, operations, proof, queries
from panel.pooledbudget.accounts import AccountKind, FundKind, Verb
from panel.pooledbudget.models import Account, JournalEntry
from panel.pooledbudget.operations.ledger.ordering import Order
from tests.pooledbudget.builders import MONDAY_9AM, a_key
from tests.pooledbudget.machine.base import ALL_CHILDREN
from tests.pooledbudget.machine.county import a_county
from tests.pooledbudget.machine.papers import PaperRules
from tests.pooledbudget.machine.requests import SOURCES, RequestRules
from tests.pooledbudget.machine.years import YearRules

PLENTY = 100_000_000
#: The operations that move no money and agree on none: the machine has no rule for them.
MOVES_NOTHING = {
    *("open_fund", "open_fund_year", "state_agreement", "consent_to_agreement"),
    *("give_notice_to_leave", "check_import", "post_import", "sweep", "remind_of_dues"),
    *("ask_for_forecast", "ask_to_accrue", "claim_accrual", "finish_accrual", "offer_accruals"),
    *("owe_rollovers", "offer_rollovers", "claim_rollover", "finish_rollover"),
    *("owe_forecast", "owe_todays_forecasts", "claim_forecast", "keep_forecast"),
    *("judge_variance", "make_plan", "tell_progress", "end_plan", "require_host"),
}


class FundMachine(RequestRules, PaperRules, YearRules):
    """A fund under every verb, with a plain model of it beside."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.books.fund_year.refresh_from_db(fields=["closed_at"])

    def teardown(self) -> None:
        """See that undoing everything empties the books; then let nothing have happened."""
        try:
            self.undo_everything()
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def undo_everything(self) -> None:
        """Undo everything, the newest first: the books must come to nothing.

        What was undone out of its order may stand in the way of that, unless there is plenty of
        everything meanwhile, which is undone last.
        """
        if self.is_closed:
            self.reopen_fund_year()
        posted = self.newest_first()
        if self.is_out_of_order:
            self.lay_a_cushion()
        for entry in posted:
            self.books.reverse(entry)
        for entry in self.newest_first():
            self.books.reverse(entry)
        accounts = Account.objects.filter(fund_year__in=self.county.years)
        assert {*accounts.values_list("balance_pence", flat=True)} == {0}
        assert proof.faults(self.books.fund_year.fund) == []
        assert proof.faults(self.county.other.fund) == []

    def newest_first(self) -> list[JournalEntry]:
        standing = JournalEntry.objects.filter(reverses=None, reversed_by=None)
        return list(standing.filter(fund_year__in=self.county.years).order_by("-pk"))

    def lay_a_cushion(self) -> None:
        """Put plenty on every account, for every child."""
        accounts = [*self.books.fund_year.accounts.values_list("pk", "kind")]
        paid_in = [pk for pk, kind in accounts if kind == AccountKind.CONTRIBUTION]
        moves = {pk: len(paid_in) * PLENTY for pk, _ in accounts if pk not in paid_in}
        moves |= dict.fromkeys(paid_in, -len(moves) * PLENTY)
        for about in ALL_CHILDREN:
            draft = Order(Verb.RECEIVE, self.books.fund_year, about, {}).draft(
                moves, at=MONDAY_9AM
            )
            journal.post(draft, key=a_key(), by=self.books.manager, at=MONDAY_9AM)

    @invariant()
    def the_books_balance(self) -> None:
        connection.check_constraints()  # as when a transaction ends
        position = queries.position(self.books.fund_year)
        assert position.contribution_pence == self.received
        assert position.uncommitted_pence == self.received - sum(
            getattr(position, f"{kind}_pence")
            for kind in AccountKind
            if kind not in (AccountKind.CONTRIBUTION, AccountKind.UNCOMMITTED)
        )
        accounts = self.books.fund_year.accounts.all()
        assert all(account.balance_pence >= account.floor_pence for account in accounts)
        assert proof.faults(self.books.fund_year.fund) == []


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("kind", [FundKind.POOLED, FundKind.ALIGNED])
def test_the_books_hold_under_every_verb(kind: FundKind) -> None:
    run_state_machine_as_test(
        type("Machine", (FundMachine,), {"county": a_county(kind)}),
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            suppress_health_check=[*HealthCheck],
        ),
    )


def test_every_verb_is_one_of_the_machine_s_rules() -> None:
    verbs = {name for name, _ in inspect.getmembers(operations, inspect.isfunction)}
    methods = inspect.getmembers(FundMachine, inspect.isfunction)
    rules = {name for name, method in methods if hasattr(method, RULE_MARKER)}
    rules |= {verb.replace(" ", "_") for verb in SOURCES}

    assert verbs - rules == MOVES_NOTHING
