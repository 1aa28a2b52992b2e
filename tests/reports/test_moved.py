"""What was received and what is contributed differ by what moved since: a report says by what."""

from datetime import timedelta
from typing import Any

import pytest

from panel.pooledbudget import operations
from panel.reports.span import Span, span_of
from panel.reports.table import Table
from panel.reports.tables import ledger, position, risk
from panel.reports.tables.contributions import due, received, reconciled
from tests.pooledbudget.builders import YEAR_OVER, Books, a_lead, some_books
from tests.pooledbudget.year_end.test_aligned import move, open_after, settle, some_pots

pytestmark = pytest.mark.django_db


@pytest.fixture
def books() -> Books:
    """A year in which education, of £1,000.00, gave health £200.00 of its £500.00, settled."""
    pots = some_pots("stay")
    open_after(pots)
    move(pots, 200_00, source=pots.education, target=pots.health)
    settle(pots)
    return pots


@pytest.fixture
def span(books: Books) -> Span:
    return span_of(books.fund_year, 0)


def test_a_settled_year_tells_what_settling_did(books: Books, span: Span) -> None:
    (shared,) = risk.by_partner(books.fund_year, span)

    assert column(shared, "Carried forward") == {"Education": 600_00, "Health": 600_00}
    assert shared.note.startswith("What settling the year did")
    assert "£300.00 of its risk reserve went on to that of the year after." in shared.note


def test_a_year_that_was_opened_again_tells_what_settling_it_anew_did(
    books: Books, span: Span
) -> None:
    year = {"fund_year_id": books.fund_year.pk}
    host = a_lead(books.fund_year.fund.panel, books.education)
    operations.close_fund_year(**year, by=books.manager, at=YEAR_OVER)
    operations.reopen_fund_year(**year, reason="An invoice was lost.", by=host, at=YEAR_OVER)
    operations.settle_fund_year(**year, by=books.manager, at=YEAR_OVER + timedelta(days=1))

    (shared,) = risk.by_partner(books.fund_year, span)

    assert "£300.00 of its risk reserve went on" in shared.note


def test_a_settled_year_says_nothing_of_a_risk_reserve_where_there_was_none() -> None:
    pool = some_books()
    pool.receive(1_000_00)
    open_after(pool)
    settle(pool)

    (shared,) = risk.by_partner(pool.fund_year, span_of(pool.fund_year, 0))

    assert "risk reserve" not in shared.note


def column(table: Table, heading: str) -> dict[Any, Any]:
    return {line[0]: line[table.place(heading)] for line in table.lines}


def test_what_was_received_is_reconciled_with_the_contribution(books: Books, span: Span) -> None:
    (paid,) = reconciled.by_partner(books.fund_year, span)
    (owed,) = due.by_partner(books.fund_year, span)
    (parts,) = position.by_partner(books.fund_year, span)
    (receipts,) = received.by_partner(books.fund_year, span)

    assert column(paid, reconciled.VIRED) == {"Education": 200_00, "Health": -200_00}
    assert column(paid, reconciled.SETTLED) == {"Education": 800_00, "Health": 700_00}
    came = column(receipts, "Received")
    assert column(paid, due.RECEIVED) == column(owed, due.RECEIVED) == came
    assert column(paid, "Contribution") == column(parts, "Contribution")


def test_what_moved_is_told_once_whoever_s_contribution_it_becomes(
    books: Books, span: Span
) -> None:
    (moved,) = ledger.moved(books.fund_year, span)

    assert [line[-1] for line in moved.lines] == [300_00, 200_00, 1_200_00, 300_00]
