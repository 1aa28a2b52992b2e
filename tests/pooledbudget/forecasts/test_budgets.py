"""What pays for a year's forecast: agreed, moved by virements, and recharged."""

import pytest

from panel.money import Pence
from panel.pooledbudget import operations, queries
from panel.pooledbudget.accounts import FundKind, Verb
from panel.pooledbudget.forecasts.queries import budgets
from panel.pooledbudget.models import AgreedContribution
from tests.pooledbudget.builders import MONDAY_9AM, Books, a_lead, shut, some_books
from tests.pooledbudget.invoiced import PROMISED
from tests.pooledbudget.recharged import a_recharge
from tests.pooledbudget.year_end.test_aligned import move

pytestmark = pytest.mark.django_db
SEPTEMBER = MONDAY_9AM.replace(month=9)


def of(books: Books) -> dict[str, Pence]:
    year = books.fund_year.year
    return budgets(books.fund_year.fund_id, since=year, until=year)[year]


def agree(books: Books, pence: int) -> None:
    """State what education pays into the year, and have a lead of it approve that."""
    lead = a_lead(books.fund_year.fund.panel, books.education)
    operations.approve_contribution(contribution_id=state(books, pence).pk, by=lead, at=MONDAY_9AM)


def state(books: Books, pence: int) -> AgreedContribution:
    """State what education pays into the year."""
    return operations.state_contribution(
        fund_year_id=books.fund_year.pk,
        agency_id=books.education.pk,
        components=operations.Components(rolled_forward_pence=Pence(pence)),
        by=books.manager,
        at=MONDAY_9AM,
    )


def test_counts_nothing_that_is_provisional() -> None:
    books = some_books(kind=FundKind.ALIGNED)
    books.receive(500_00)

    state(books, 1_000_00)

    assert of(books)["education"] == 500_00


def test_is_what_was_agreed_or_came_in_with_what_moved_and_was_recharged() -> None:
    books = some_books(kind=FundKind.ALIGNED)
    books.receive(500_00)
    books.receive(500_00, agency=books.health)
    agree(books, 1_000_00)
    assert of(books) == {"education": 1_000_00, "health": 500_00}

    move(books, 200_00, source=books.education, target=books.health)
    assert of(books) == {"education": 800_00, "health": 700_00}

    for verb in (Verb.COMMIT, Verb.INVOICE, Verb.PAY):
        books.do(verb, PROMISED, 0, 300_00)
    done = {"by": books.manager, "at": SEPTEMBER}
    recharge = operations.issue_recharge(
        fund_year=books.fund_year, recharge=a_recharge(100_00), **done
    )
    assert of(books) == {"education": 800_00, "health": 800_00}

    operations.recover_recharge(recharge_id=recharge.pk, recovered_on=recharge.issued_on, **done)
    assert of(books) == {"education": 800_00, "health": 800_00}


def test_is_no_less_once_what_was_left_is_given_back() -> None:
    books = some_books(kind=FundKind.ALIGNED)
    books.receive(500_00)
    shut(books.fund_year, books.manager)
    assert queries.position(books.fund_year).contribution_pence == 0

    assert of(books)["education"] == 500_00
