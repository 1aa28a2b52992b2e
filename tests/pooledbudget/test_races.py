"""Many approvers press at the same instant: what there is room for is committed, and no more."""

from collections.abc import Callable

import pytest

from panel.agencies.models import Person
from panel.money import Pence
from panel.pooledbudget import operations, proof, queries, restating
from panel.pooledbudget.accounts import AccountKind
from panel.pooledbudget.models import AgreedContribution, Invoice
from tests.pooledbudget.builders import MONDAY_9AM, Books, a_lead, some_books
from tests.pooledbudget.imported import a_file, an_invoice_row, check, post
from tests.pooledbudget.invoiced import (
    CHANGE,
    CHILD,
    EXTENSION,
    OTHER_CHANGE,
    an_invoice,
    another_manager,
    book,
    changes,
    pass_it,
    pay,
    void,
)
from tests.pooledbudget.test_sharing_anew import held, share_anew
from tests.racing import race

SHARE = 10_000

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("committed_db")]


def press(books: Books, number: int, key: str) -> int | str:
    """Commit one share, and say what came of it: the number of the entry, or the refusal."""
    try:
        return books.commit(f"JRAP-2026-{number:05}", SHARE, key=key).number
    except operations.FundsShort as short:
        return str(short)


@pytest.mark.parametrize(("pressing", "room"), [(2, 1), (8, 3), (32, 11)])
def test_a_fund_with_room_for_some_commits_exactly_those(pressing: int, room: int) -> None:
    books = some_books()
    books.receive(room * SHARE + SHARE - 1)

    answers = race(press, [(books, number, f"approval {number}") for number in range(pressing)])

    refusal = "The fund has £99.99 left for 2026 to 2027; this needs £100.00."
    assert sorted(answer for answer in answers if isinstance(answer, int)) == [*range(2, 2 + room)]
    assert [answer for answer in answers if isinstance(answer, str)] == [refusal] * (
        pressing - room
    )
    assert queries.headroom(books.fund_year) == SHARE - 1
    assert proof.faults(books.fund_year.fund) == []


def test_one_approval_pressed_by_many_is_one_commitment() -> None:
    books = some_books()
    books.receive(10 * SHARE)

    answers = race(press, [(books, 42, "approval 42")] * 8)

    assert answers == [2] * 8
    assert queries.position(books.fund_year).committed_pence == SHARE


@pytest.mark.parametrize(
    ("settle", "left"),
    [
        (pay, {AccountKind.SPENT: (60_00, 40_00), AccountKind.COMMITTED: (60_00, 40_00)}),
        (void, {AccountKind.COMMITTED: (120_00, 80_00)}),
    ],
)
def test_an_invoice_goes_on_while_it_is_shared_anew(
    settle: Callable[..., object], left: dict[AccountKind, tuple[int, int]]
) -> None:
    books = some_books()
    books.receive(200_00)
    books.commit(CHILD, 0, 200_00, key=restating.interim_key(CHILD, 1))
    invoice = pass_it(book(books, an_invoice(100_00)), another_manager(books.fund_year))

    race(
        lambda act, *arguments: bool(act(*arguments)),
        [(share_anew, books, 120_00, 80_00), (settle, invoice, books.manager)],
    )

    assert held(books) == left
    assert proof.faults(books.fund_year.fund) == []


def book_once(books: Books, about: str) -> bool:
    """Book April of a request without a reason, and say whether it was booked."""
    try:
        return bool(book(books, an_invoice(100, about=about, number=about, accepted_because="")))
    except operations.DaysInDoubt:
        return False


def test_the_days_of_a_placement_and_of_its_changes_are_asked_once() -> None:
    books, requests = some_books(), (CHILD, CHANGE, EXTENSION, OTHER_CHANGE)
    changes()
    books.receive(400_00)
    for about in requests:
        books.commit(about, 100_00)

    answers = race(book_once, [(books, about) for about in requests])

    assert sorted(answers) == [False, False, False, True]


def book_all(books: Books, numbers: range) -> list[int]:
    """Book invoices by hand, each as a row of a file has it."""
    told = [an_invoice(1_00, number=f"LH/{number}") for number in numbers]
    return [book(books, invoice).pk for invoice in told]


def test_an_invoice_that_a_file_books_meanwhile_is_given_back_to_whom_books_it_by_hand() -> None:
    books, (first, second) = some_books(), (range(12), range(12, 24))
    books.receive(100_00)
    books.commit(CHILD, 100_00)
    rows = [an_invoice_row(number, about=CHILD) for number in (*first, *second)]
    source = check(books, a_file(*rows))

    race(
        lambda act, *arguments: bool(act(*arguments)),
        [(post, books, source), *((book_all, books, numbers) for numbers in (first, second) * 2)],
    )

    assert sorted(Invoice.objects.values_list("amount_pence", flat=True)) == [1_00] * 24
    assert proof.faults(books.fund_year.fund) == []


def state(books: Books, pence: int) -> int | None:
    """State what health pays, unless that was approved; return the statement."""
    try:
        return operations.state_contribution(
            fund_year_id=books.fund_year.pk,
            agency_id=books.health.pk,
            components=operations.Components(rolled_forward_pence=Pence(pence)),
            by=books.manager,
            at=MONDAY_9AM,
        ).pk
    except operations.AgreedAlready:
        return None


def approve(lead: Person, contribution_id: int) -> bool:
    """Approve a statement, and say whether it was the one to approve."""
    told = {"contribution_id": contribution_id, "by": lead, "at": MONDAY_9AM}
    try:
        return bool(operations.approve_contribution(**told))
    except operations.AgreedAlready:
        return False


def test_what_a_partner_approves_is_not_stated_anew_meanwhile() -> None:
    books = some_books()
    lead, first = a_lead(books.fund_year.fund.panel, books.health), state(books, 100_00)

    race(
        lambda act, *arguments: act(*arguments),
        [(approve, lead, first), (state, books, 200_00)] * 4,
    )

    newest = AgreedContribution.objects.latest("version")
    approved = [*AgreedContribution.objects.exclude(approved_at=None)]
    assert approved in ([], [newest])
