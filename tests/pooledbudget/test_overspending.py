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


def test_what_is_given_back_raises_it_again_and_no_further(books: Books) -> None:
    lower(books, 2_00)
    books.commit(CHILD, 12_00)
    give_back = {"fund_year": books.fund_year, "about": CHILD, "by": books.manager}
    for number, pence in enumerate((1_50, 1_00)):
        operations.release_part(
            **give_back, amounts=books.shares(pence, 0), key=f"less {number}", at=MONDAY_9AM
        )
        assert queries.headroom(books.fund_year) == max(0, number * 50)

    lowered = FloorAuthorisation.objects.values_list("amount_pence", flat=True)
    assert [*lowered] == [2_00, -1_50, -50]
    books.release(CHILD)
    assert queries.headroom(books.fund_year) == 10_00


def test_what_another_request_gives_back_raises_nothing(books: Books) -> None:
    books.commit("JRAP-2026-00043", 10_00)
    lower(books, 2_00)
    books.commit(CHILD, 2_00)

    books.release("JRAP-2026-00043")

    assert queries.headroom(books.fund_year) == 10_00
    assert FloorAuthorisation.objects.count() == 1


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
