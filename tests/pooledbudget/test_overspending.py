"""Lowering a pot's floor by just so much, once, and only a pot's."""

import pytest
from django.db import DatabaseError, connection, transaction

from panel.audit.queries import history
from panel.money import Pence
from panel.pooledbudget import operations, queries
from panel.pooledbudget.accounts import AccountKind, FundKind
from panel.pooledbudget.models import FloorAuthorisation
from tests.pooledbudget.builders import MONDAY_9AM, Books, shut, some_books

pytestmark = pytest.mark.django_db
CHILD = "JRAP-2026-00042"


@pytest.fixture
def books() -> Books:
    """A pooled fund with £10.00 in it."""
    pool = some_books()
    pool.receive(10_00)
    return pool


def lower(books: Books, pence: int, key: str = "consent 1") -> bool:
    return operations.authorise_floor(
        fund_year=books.fund_year,
        agency_id=books.health.pk,
        pence=Pence(pence),
        about=CHILD,
        key=key,
        by=books.manager,
        at=MONDAY_9AM,
    )


def test_equal_to_what_is_authorised_passes_and_a_penny_over_doesn_t(books: Books) -> None:
    lower(books, 2_00)

    with pytest.raises(operations.FundsShort):
        books.commit(CHILD, 12_01)
    books.commit(CHILD, 12_00)

    assert queries.headroom(books.fund_year) == 0


def test_the_same_key_lowers_it_once(books: Books) -> None:
    assert [lower(books, 2_00), lower(books, 2_00)] == [True, False]

    assert queries.headroom(books.fund_year) == 12_00
    assert FloorAuthorisation.objects.get().about == CHILD
    kinds = [event.kind for event in history("fund pool")]
    assert kinds.count("floor_authorised") == 1


def test_of_an_aligned_fund_it_is_that_agency_s_pot() -> None:
    pots = some_books(kind=FundKind.ALIGNED)
    lower(pots, 2_00)

    assert queries.headroom(pots.fund_year, pots.health.pk) == 2_00
    assert queries.headroom(pots.fund_year, pots.education.pk) == 0


def test_the_year_s_books_must_be_open(books: Books) -> None:
    shut(books.fund_year, books.manager)

    with pytest.raises(operations.PeriodClosed):
        lower(books, 2_00)


def test_no_other_account_has_a_floor_to_lower(books: Books) -> None:
    spent = books.account(AccountKind.SPENT, books.health)

    with (
        pytest.raises(DatabaseError, match="only a pot of uncommitted money"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT ledger_authorise_floor(%s, 1, 'k', 'a', now(), 'x')", [spent.pk])
