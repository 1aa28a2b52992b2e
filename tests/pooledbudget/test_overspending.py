"""Lowering a pot's floor by just so much, once, and only a pot's."""

import pytest
from django.db import DatabaseError, connection, transaction

from panel.audit.queries import history
from panel.money import Pence
from panel.pooledbudget import operations, proof, queries
from panel.pooledbudget.accounts import AccountKind, FundKind
from panel.pooledbudget.models import FloorAuthorisation
from tests.pooledbudget.builders import MONDAY_9AM, Books, shut, some_books

pytestmark = pytest.mark.django_db
CHILD, OTHER = "JRAP-2026-00042", "JRAP-2026-00043"


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
        connection.check_constraints()  # as when a transaction ends
        assert queries.headroom(books.fund_year) == max(0, number * 50)

    lowered = FloorAuthorisation.objects.values_list("amount_pence", flat=True)
    assert [*lowered] == [2_00, -1_50, -50]
    books.release(CHILD)
    assert queries.headroom(books.fund_year) == 10_00


def test_whatever_comes_in_raises_it_to_what_the_pot_is_over_by(books: Books) -> None:
    lower(books, 2_00)
    books.commit(CHILD, 12_00)
    books.receive(1_50)
    connection.check_constraints()

    assert queries.headroom(books.fund_year) == 0
    assert queries.let_over(books.fund_year) == {CHILD: 50}
    with pytest.raises(operations.FundsShort):
        books.commit(OTHER, 1)
    books.receive(1_50)
    connection.check_constraints()
    assert queries.headroom(books.fund_year) == 1_00
    assert queries.let_over(books.fund_year) == {}
    assert proof.faults(books.fund_year.fund) == []


def test_what_another_takes_in_the_place_of_what_is_given_back_needs_no_new_consent(
    books: Books,
) -> None:
    lower(books, 2_00)
    books.commit(CHILD, 12_00)

    books.release(CHILD)
    books.commit(OTHER, 12_00)
    connection.check_constraints()

    assert queries.headroom(books.fund_year) == 0
    assert queries.position(books.fund_year).uncommitted_pence == -2_00


def test_money_that_is_taken_back_never_came_in(books: Books) -> None:
    lower(books, 2_00)
    books.commit(CHILD, 12_00)
    entry = books.receive(1_50)
    connection.check_constraints()

    operations.take_back_contribution(
        entry_id=entry.pk, reason="A slip.", by=books.manager, at=MONDAY_9AM
    )
    connection.check_constraints()

    assert queries.headroom(books.fund_year) == 0
    assert queries.let_over(books.fund_year) == {CHILD: 2_00}
    assert proof.faults(books.fund_year.fund) == []


def test_below_nothing_as_agreed_it_stays() -> None:
    books = some_books(floor=-3_00)
    lower(books, 2_00)
    books.commit(CHILD, 5_00)

    books.receive(4_00)
    connection.check_constraints()

    assert queries.headroom(books.fund_year) == 2_00


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
