"""Once it is settled who pays, what came of it is given back and posted again as settled.

By hand: £200.00 is promised for health alone, without prejudice; then 60 : 40 is agreed.

                        education   health
    invoice 100.01          60.01    40.00    as 120.00 to 80.00
    invoice  33.33          20.00    13.33    as  59.99 to 40.00
    credit    3.33           2.00     1.33    as  20.00 to 13.33
    left promised           41.99    28.00
"""

import pytest
from django.db import transaction

from panel.agencies import access
from panel.pooledbudget import holdings, operations, proof, queries, restating
from panel.pooledbudget.accounts import AccountKind, FundKind, Verb
from panel.pooledbudget.invoices import queries as invoice_queries
from panel.pooledbudget.invoices import waiting
from panel.pooledbudget.models import Invoice, JournalEntry
from tests.pooledbudget.builders import MONDAY_9AM, Books, some_books
from tests.pooledbudget.invoiced import (
    CHILD,
    a_credit_note,
    a_lead,
    an_invoice,
    another_manager,
    book,
    credit,
    pass_it,
    pay,
    void,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def books() -> Books:
    """A pool of which £200.00 is promised to a request, health alone paying meanwhile."""
    pool = some_books()
    pool.receive(1_000_00)
    pool.commit(CHILD, 0, 200_00, key=restating.interim_key(CHILD, 1))
    return pool


@pytest.fixture
def paid(books: Books) -> Invoice:
    """Of that, an invoice that was paid meanwhile."""
    invoice = book(books, an_invoice(100_01))
    pass_it(invoice, another_manager(books.fund_year))
    return pay(invoice, books.manager)


@pytest.fixture
def open_(books: Books, paid: Invoice) -> Invoice:
    """And one that is neither passed nor paid, of which a credit note took some back."""
    invoice = book(books, an_invoice(33_33, accepted_because="An hour more a day."))
    credit(invoice, a_credit_note(3_33), books.manager)
    return invoice


def share_anew(books: Books, education: int, health: int, key: str = "settled") -> JournalEntry:
    since = restating.interim(CHILD, books.fund_year)
    assert since is not None
    return operations.share_anew(
        since=since,
        amounts=books.shares(education, health),
        key=key,
        by=books.manager,
        at=MONDAY_9AM,
    )


def held(books: Books) -> dict[AccountKind, tuple[int, int]]:
    found = holdings.held(books.fund_year, CHILD)
    return {
        kind: (found.get((kind, books.education.pk), 0), found.get((kind, books.health.pk), 0))
        for kind in {kind for kind, _ in found}
    }


def shares(books: Books, invoice: Invoice) -> tuple[int, int]:
    found = invoice_queries.shares(invoice)
    return found[books.education.pk], found[books.health.pk]


def test_everything_is_divided_as_settled(books: Books, paid: Invoice, open_: Invoice) -> None:
    share_anew(books, 120_00, 80_00)

    assert held(books) == {
        AccountKind.COMMITTED: (41_99, 28_00),
        AccountKind.INVOICED: (18_00, 12_00),
        AccountKind.SPENT: (60_01, 40_00),
    }
    assert (shares(books, paid), shares(books, open_)) == ((60_01, 40_00), (18_00, 12_00))
    assert queries.position(books.fund_year).uncommitted_pence == 800_00
    assert proof.faults(books.fund_year.fund) == []


def test_nothing_is_edited_and_one_entry_gives_back_what_follows_again(
    books: Books, paid: Invoice
) -> None:
    before = list(JournalEntry.objects.filter(about=CHILD).values())

    share_anew(books, 120_00, 80_00)

    posted = JournalEntry.objects.filter(about=CHILD).order_by("pk")
    assert list(posted.values())[: len(before)] == before
    given_back, *again = posted[len(before) :]
    assert given_back.memo == (
        f"{CHILD}: given back, to be shared anew; what was booked since entry 2 follows again"
    )
    assert [entry.verb for entry in again] == [Verb.COMMIT, Verb.INVOICE, Verb.PAY]


def test_an_invoice_goes_on_as_it_is_divided_now(books: Books, open_: Invoice) -> None:
    lead = a_lead(books.fund_year, books.education)
    of_lead = access.of(lead, on=MONDAY_9AM.date())
    to_pass = Invoice.objects.filter(waiting.to_pass(of_lead))
    assert not to_pass.exists()

    share_anew(books, 120_00, 80_00)

    assert to_pass.get() == open_
    pass_it(open_, lead)
    pay(open_, books.manager)

    assert held(books)[AccountKind.SPENT] == (78_01, 52_00)


def test_an_invoice_is_void_as_it_is_divided_now(books: Books) -> None:
    invoice = book(books, an_invoice(33_33))
    share_anew(books, 120_00, 80_00)

    void(invoice, books.manager)

    assert held(books) == {AccountKind.COMMITTED: (120_00, 80_00)}


def test_an_invoice_that_was_void_before_is_not_said_again(books: Books) -> None:
    invoice = book(books, an_invoice(33_33))
    void(invoice, books.manager)

    share_anew(books, 120_00, 80_00)

    assert held(books) == {AccountKind.COMMITTED: (120_00, 80_00)}
    assert shares(books, book(books, an_invoice(33_33, number=invoice.number))) == (20_00, 13_33)


def test_each_agency_takes_its_share_out_of_its_own_pot_or_nothing_moves() -> None:
    pots = some_books(kind=FundKind.ALIGNED)
    pots.receive(500_00, agency=pots.health)
    pots.receive(119_99)
    pots.commit(CHILD, 0, 200_00, key=restating.interim_key(CHILD, 1))
    invoice = book(pots, an_invoice(33_33))
    with pytest.raises(operations.FundsShort), transaction.atomic():
        share_anew(pots, 120_00, 80_00)
    assert shares(pots, invoice) == (0, 33_33)
    pots.receive(1)

    share_anew(pots, 120_00, 80_00)

    assert shares(pots, invoice) == (20_00, 13_33)
    assert held(pots)[AccountKind.COMMITTED] == (100_00, 66_67)
    assert queries.headroom(pots.fund_year, pots.education.pk) == 0
    assert queries.headroom(pots.fund_year, pots.health.pk) == 420_00
    assert proof.faults(pots.fund_year.fund) == []


def test_what_was_delivered_first_and_invoiced_then_fits_to_the_penny(books: Books) -> None:
    books.do(Verb.ACCRUE, CHILD, 0, 66_67)
    invoice = book(books, an_invoice(200_00))

    share_anew(books, 100_00, 100_00)

    assert shares(books, invoice) == (100_00, 100_00)


def test_what_was_given_back_is_over_but_for_what_was_invoiced_by_then(books: Books) -> None:
    invoice = book(books, an_invoice(100_00))
    books.release(CHILD)

    share_anew(books, 120_00, 80_00)

    assert shares(books, invoice) == (60_00, 40_00)
    void(invoice, books.manager)
    books.release(CHILD)
    assert restating.interim(CHILD, books.fund_year) is None


@pytest.mark.parametrize("kind", [FundKind.POOLED, FundKind.ALIGNED])
def test_the_pot_needs_no_more_than_the_difference(kind: FundKind) -> None:
    """What was given back is promised to others by now: 100.00 credited 10.00 is invoiced."""
    pots = some_books(kind=kind)
    pots.receive(200_00, agency=pots.health)
    pots.receive(19_99)
    pots.commit(CHILD, 0, 200_00, key=restating.interim_key(CHILD, 1))
    invoice = book(pots, an_invoice(100_00))
    credit(invoice, a_credit_note(10_00), pots.manager)
    pots.release(CHILD)
    pots.reserve("JRAP-2026-00002", 0, 110_00)
    with pytest.raises(operations.FundsShort), transaction.atomic():
        share_anew(pots, 20_00, 90_00)

    share_anew(pots, 19_99, 90_00)

    assert sum(shares(pots, invoice)) == 90_00
    assert queries.headroom(pots.fund_year, pots.education.pk) == 0
    assert proof.faults(pots.fund_year.fund) == []


def test_it_may_be_shared_anew_again(books: Books, paid: Invoice, open_: Invoice) -> None:
    share_anew(books, 200_00, 0, key=restating.interim_key(CHILD, 2))
    assert shares(books, open_) == (30_00, 0)

    share_anew(books, 120_00, 80_00)

    assert shares(books, open_) == (18_00, 12_00)
    assert held(books)[AccountKind.SPENT] == (60_01, 40_00)


def test_asking_again_moves_nothing(books: Books, paid: Invoice) -> None:
    since = restating.interim(CHILD, books.fund_year)
    done = [
        operations.share_anew(
            since=since,
            amounts=books.shares(120_00, 80_00),
            key="settled",
            by=books.manager,
            at=MONDAY_9AM,
        )
        for _ in range(2)
    ]

    assert done[0] == done[1]
    assert held(books)[AccountKind.SPENT] == (60_01, 40_00)


def test_what_was_recharged_is_withdrawn_first(books: Books, paid: Invoice) -> None:
    books.do(Verb.RECHARGE, CHILD, 0, 10_00)

    with pytest.raises(operations.Recharged, match="withdraw the recharge first"):
        share_anew(books, 120_00, 80_00)
