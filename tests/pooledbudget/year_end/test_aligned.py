"""Where each agency has its own pot, what moved between them is settled as whose it has become."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from panel.agencies.models import Agency
from panel.chart import MoveRefused
from panel.pooledbudget import operations, proof, queries
from panel.pooledbudget.accounts import FundKind, Verb
from panel.pooledbudget.models import FundYear, Route, Virement, YearSettlement
from panel.refusals import Refusal
from tests.pooledbudget.agreements.test_agreeing import by_rules
from tests.pooledbudget.builders import MONDAY_9AM, YEAR_OVER, Books, shut, some_books
from tests.pooledbudget.virements.test_viring import (
    a_chair,
    agree,
    another_manager,
    propose,
    vire,
)
from tests.pooledbudget.year_end.test_settlement import UNDERSPEND

pytestmark = pytest.mark.django_db
CHILD = "JRAP-2026-00042"
RESERVE = 300_00


@pytest.fixture
def books() -> Books:
    """An aligned fund, in which education has £1,000.00 and health £500.00; £300.00 set aside."""
    return some_pots("stay")


@pytest.fixture
def after(books: Books) -> FundYear:
    return open_after(books)


def some_pots(underspend: str) -> Books:
    pots = some_books(kind=FundKind.ALIGNED)
    by_rules(pots, f'underspend = "{underspend}"\nrisk_pool_pence = {RESERVE}')
    pots.receive(1_000_00)
    pots.receive(500_00, agency=pots.health)
    operations.set_aside(fund_year_id=pots.fund_year.pk, by=pots.manager, at=MONDAY_9AM)
    return pots


def open_after(books: Books) -> FundYear:
    return operations.open_fund_year(
        fund_id=books.fund_year.fund_id,
        year=2027,
        agency_ids=[books.education.pk, books.health.pk],
        by=books.manager,
        at=YEAR_OVER,
    )


def move(books: Books, pence: int, *, source: Agency | None, target: Agency) -> None:
    """Move money into a pot, from another one or from the reserve, as the chair agrees."""
    virement = propose(
        books,
        pence,
        route=Route.POTS if source else Route.RESERVE,
        from_agency_id=source.pk if source else None,
        to_agency_id=target.pk,
    )
    agree(virement, a_chair(books))
    vire(books, virement)


def settle(books: Books) -> YearSettlement:
    return operations.settle_fund_year(
        fund_year_id=books.fund_year.pk, by=books.manager, at=YEAR_OVER
    )


def contributions(books: Books, year: FundYear) -> tuple[int, int]:
    each = queries.position(year).agencies
    of_education, of_health = each[books.education.pk], each[books.health.pk]
    return of_education.contribution_pence, of_health.contribution_pence


def test_a_virement_takes_the_contribution_with_it(books: Books, after: FundYear) -> None:
    move(books, 200_00, source=books.education, target=books.health)

    assert contributions(books, books.fund_year) == (800_00, 700_00)
    assert settle(books).carried == {"education": 600_00, "health": 600_00}
    assert contributions(books, after) == (800_00, 700_00)  # with its part of the reserve
    assert proof.faults(books.fund_year.fund) == []


def test_a_draw_on_the_reserve_is_of_all_who_have_a_part_in_it(
    books: Books, after: FundYear
) -> None:
    move(books, 150_00, source=None, target=books.health)

    assert contributions(books, books.fund_year) == (900_00, 600_00)
    assert settle(books).carried == {"education": 800_00, "health": 550_00}
    assert contributions(books, after) == (900_00, 600_00)
    assert queries.position(after).risk_reserve_pence == 150_00


def test_a_pot_gives_no_more_than_was_paid_into_it(books: Books) -> None:
    with pytest.raises(operations.NotThere, match=r"£400\.00 lies there and can move"):
        move(books, 500_01, source=books.health, target=books.education)


def test_no_year_closes_while_a_virement_is_proposed(books: Books, after: FundYear) -> None:
    proposed = propose(books, 200_00)

    with pytest.raises(operations.NotSettled, match=r"of £200\.00 is still proposed: withdraw it"):
        settle(books)
    with pytest.raises(operations.NotEnded, match="still proposed"):
        operations.close_fund_year(fund_year_id=books.fund_year.pk, by=books.manager, at=YEAR_OVER)
    press = {"virement_id": proposed.pk, "by": another_manager(books)}
    with pytest.raises(MoveRefused, match="once its year is over, any fund manager"):
        operations.withdraw_virement(**press, at=MONDAY_9AM)
    operations.withdraw_virement(**press, at=YEAR_OVER)

    shut(books.fund_year, books.manager)


def test_postgresql_closes_no_year_while_one_is_proposed(books: Books, after: FundYear) -> None:
    settle(books)
    propose_past_python(books)

    with pytest.raises(DatabaseError, match="still proposed"), connection.cursor() as cursor:
        cursor.execute("SELECT ledger_close_year(%s, %s, 'x')", [books.fund_year.pk, YEAR_OVER])


def propose_past_python(books: Books) -> Virement:
    """Write a proposal that nothing was left for, as one is that closed books have kept."""
    return Virement.objects.create(
        fund_year=books.fund_year,
        route=Route.POTS,
        from_agency=books.education,
        to_agency=books.health,
        amount_pence=1,
        reason="A ward closed.",
        agreed_by="board",
        proposed_at=MONDAY_9AM,
        proposed_by=books.manager.username,
    )


STEPS = st.tuples(
    st.sampled_from(["receive", "spend", "vire", "draw"]),
    st.booleans(),
    st.integers(min_value=1, max_value=700_00),
)


def take(books: Books, step: tuple[str, bool, int]) -> None:
    """Take a step of the year; what the books refuse doesn't happen."""
    verb, is_healths, pence = step
    one, other = books.education, books.health
    if is_healths:
        one, other = other, one
    shares = (0, pence) if is_healths else (pence, 0)
    try:
        with transaction.atomic():
            match verb:
                case "receive":
                    books.receive(pence, agency=one)
                case "spend":
                    for spending in (Verb.COMMIT, Verb.INVOICE, Verb.PAY):
                        books.do(spending, CHILD, *shares)
                case "vire":
                    move(books, pence, source=other, target=one)
                case "draw":
                    move(books, pence, source=None, target=one)
    except Refusal:
        return


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEPS, max_size=8), underspend=st.sampled_from(UNDERSPEND))
def test_any_year_is_settled_to_the_last_penny(
    steps: list[tuple[str, bool, int]], underspend: str
) -> None:
    with rolled_back():
        books = some_pots(underspend)
        after = open_after(books)
        for step in steps:
            take(books, step)

        settled = settle(books)

        left, next_year = queries.position(books.fund_year), queries.position(after)
        for figures in left.agencies.values():
            assert figures.contribution_pence == figures.spent_pence
        assert (left.uncommitted_pence, left.risk_reserve_pence) == (0, 0)
        assert next_year.contribution_pence == (
            next_year.uncommitted_pence + next_year.risk_reserve_pence
        )
        assert next_year.uncommitted_pence == sum(settled.carried.values())
        assert proof.faults(books.fund_year.fund) == []


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    paid=st.tuples(st.integers(1, 999), st.integers(1, 999)),
    reserve=st.integers(1, 999),
    underspend=st.sampled_from(UNDERSPEND),
)
def test_one_pot_with_a_reserve_is_settled_to_the_last_penny_too(
    paid: tuple[int, int], reserve: int, underspend: str
) -> None:
    with rolled_back():
        pool = some_books()
        by_rules(pool, f'underspend = "{underspend}"\nrisk_pool_pence = {min(reserve, sum(paid))}')
        pool.receive(paid[0])
        pool.receive(paid[1], agency=pool.health)
        operations.set_aside(fund_year_id=pool.fund_year.pk, by=pool.manager, at=MONDAY_9AM)
        after = open_after(pool)

        settle(pool)

        assert contributions(pool, pool.fund_year) == (0, 0)
        assert proof.faults(after.fund) == []
