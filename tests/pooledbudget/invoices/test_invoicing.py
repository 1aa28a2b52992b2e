"""What a provider asks is booked once, for what is promised, passed by another, and paid."""

from datetime import date
from functools import partial

import pytest

from panel.agencies import access
from panel.audit import queries as audit
from panel.chart import MoveRefused
from panel.decisions.proving import replay
from panel.pooledbudget import holdings, operations, queries
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.invoices import queries as invoice_queries
from panel.pooledbudget.stages import InvoiceStage
from panel.working_days import ONE_DAY
from tests.pooledbudget.builders import MONDAY_9AM, Books, a_stranger, some_books
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
from tests.pooledbudget.test_operations import lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def books() -> Books:
    """A pool that promises a request £400.00 of education's and £200.00 of health's."""
    pool = some_books()
    pool.receive(100_000)
    pool.commit(CHILD, 40_000, 20_000)
    return pool


class TestBook:
    def test_divides_an_invoice_as_what_is_promised_is_divided(self, books: Books) -> None:
        booked = book(books, an_invoice(10_000))

        assert lines(booked.entry)[:2] == [
            ("debit", "invoiced", "Education", 6_667),
            ("debit", "invoiced", "Health", 3_333),
        ]
        assert booked.stage == InvoiceStage.RECEIVED

    def test_takes_what_was_delivered_first(self, books: Books) -> None:
        books.do(Verb.ACCRUE, CHILD, 8_000, 4_000)

        book(books, an_invoice(12_000))

        position = queries.position(books.fund_year)
        assert (position.accrued_pence, position.committed_pence) == (0, 48_000)

    def test_divides_it_as_told(self, books: Books) -> None:
        booked = book(books, an_invoice(10_000, shares_pence={"health": 10_000}))

        assert invoice_queries.shares(booked) == {books.health.pk: 10_000}

    def test_may_come_in_parts_up_to_the_last_penny_but_not_one_more(self, books: Books) -> None:
        book(books, an_invoice(59_000))
        book(books, an_invoice(1_000))

        sentence = (
            "JRAP-2026-00042 has £0.00 left that is promised for 2026 to 2027 and not yet "
            "invoiced; this needs £0.01."
        )
        with pytest.raises(operations.PromisedLess, match=sentence):
            book(books, an_invoice(1))

    def test_names_the_agency_of_which_too_much_is_told(self, books: Books) -> None:
        with pytest.raises(operations.PromisedLess, match=r"£200\.00 of Health’s share left"):
            book(books, an_invoice(20_001, shares_pence={"health": 20_001}))

    def test_for_a_request_without_a_promise_is_refused(self, books: Books) -> None:
        with pytest.raises(
            operations.NothingPromised, match="Nothing is promised to JRAP-2026-00043"
        ):
            book(books, an_invoice(about="JRAP-2026-00043"))

    def test_again_gives_the_first_back(self, books: Books) -> None:
        asked = an_invoice()
        first = book(books, asked)

        again = book(books, asked.model_copy(update={"number": asked.number.lower()}))

        assert again == first
        assert queries.position(books.fund_year).invoiced_pence == 12_000

    @pytest.mark.parametrize("changes", [{"amount_pence": 1}, {"about": "JRAP-2026-00043"}])
    def test_of_a_number_that_says_something_else_is_refused(
        self, books: Books, changes: dict[str, object]
    ) -> None:
        asked = an_invoice()
        book(books, asked)

        with pytest.raises(operations.AlreadyBooked, match="Check its number"):
            book(books, asked.model_copy(update=changes))

    @pytest.mark.parametrize(
        ("field", "changes"),
        [
            ("last_day", {"last_day": date(2026, 3, 31)}),
            ("due_on", {"due_on": date(2026, 4, 30)}),
            ("dated_on", {"dated_on": date(2026, 5, 5)}),
            ("first_day", {"first_day": date(2026, 3, 31)}),
            ("first_day", {"last_day": date(2027, 4, 1)}),
        ],
    )
    def test_of_days_that_can_t_be_is_refused_at_the_day(
        self, books: Books, field: str, changes: dict[str, date]
    ) -> None:
        with pytest.raises(operations.WrongDays) as refused:
            book(books, an_invoice(**changes))

        assert refused.value.faults[0].pointer == f"/{field}"

    def test_of_shares_that_don_t_come_to_it_is_refused(self, books: Books) -> None:
        with pytest.raises(operations.SharesDiffer, match=r"come to £99\.99; .* for £100\.00"):
            book(books, an_invoice(10_000, shares_pence={"health": 9_999}))

    def test_of_an_agency_without_a_part_in_the_fund_is_refused(self, books: Books) -> None:
        with pytest.raises(operations.NotAPartner):
            book(books, an_invoice(10_000, shares_pence={"police": 10_000}))

    def test_is_for_those_who_post_to_the_fund(self, books: Books) -> None:
        with pytest.raises(access.Refused):
            operations.book_invoice(
                fund_year=books.fund_year, invoice=an_invoice(), by=a_stranger(), at=MONDAY_9AM
            )


class TestApprove:
    def test_is_for_a_lead_of_an_agency_that_pays(self, books: Books) -> None:
        lead = a_lead(books.fund_year, books.health)

        passed = pass_it(book(books), lead)

        assert (passed.stage, passed.approved_by) == (InvoiceStage.APPROVED, lead)
        assert queries.position(books.fund_year).invoiced_pence == 12_000

    def test_is_not_for_a_lead_of_an_agency_that_doesn_t(self, books: Books) -> None:
        booked = book(books, an_invoice(shares_pence={"education": 12_000}))

        with pytest.raises(access.Refused, match="may not pass an invoice for payment"):
            pass_it(booked, a_lead(books.fund_year, books.health))

    def test_is_for_another_fund_manager_than_booked_it(self, books: Books) -> None:
        booked = book(books)

        with pytest.raises(MoveRefused, match="Whoever booked an invoice doesn’t pass it"):
            pass_it(booked, books.manager)
        assert pass_it(booked, another_manager(books.fund_year)).stage == InvoiceStage.APPROVED

    def test_happens_once(self, books: Books) -> None:
        lead = a_lead(books.fund_year, books.health)
        passed = pass_it(book(books), lead)

        with pytest.raises(MoveRefused, match="Passed, to be paid"):
            pass_it(passed, lead)


class TestPay:
    def test_spends_what_was_invoiced(self, books: Books) -> None:
        passed = pass_it(book(books), a_lead(books.fund_year, books.health))

        paid = pay(passed, books.manager)

        assert paid.stage == InvoiceStage.PAID
        assert holdings.held(books.fund_year, CHILD)[AccountKind.SPENT, books.health.pk] == 4_000

    def test_comes_after_passing(self, books: Books) -> None:
        with pytest.raises(MoveRefused, match="To be passed"):
            pay(book(books), books.manager)

    def test_is_not_for_whoever_passed_it(self, books: Books) -> None:
        second = another_manager(books.fund_year)
        passed = pass_it(book(books), second)

        with pytest.raises(MoveRefused, match="Whoever passed an invoice doesn’t pay it"):
            pay(passed, second)

    def test_pays_what_credit_notes_leave(self, books: Books) -> None:
        passed = pass_it(book(books), a_lead(books.fund_year, books.health))
        credit(passed, a_credit_note(3_000), books.manager)

        pay(passed, books.manager)

        position = queries.position(books.fund_year)
        assert (position.invoiced_pence, position.spent_pence) == (0, 9_000)

    def test_posts_nothing_where_they_leave_nothing(self, books: Books) -> None:
        passed = pass_it(book(books), a_lead(books.fund_year, books.health))
        credit(passed, a_credit_note(12_000), books.manager)

        assert pay(passed, books.manager).payment is None
        assert queries.position(books.fund_year).spent_pence == 0


class TestVoid:
    def test_gives_back_where_it_was_taken(self, books: Books) -> None:
        books.do(Verb.ACCRUE, CHILD, 3_000, 3_000)
        before = queries.position(books.fund_year)

        void(book(books), books.manager)

        assert queries.position(books.fund_year) == before

    def test_lets_the_number_be_booked_again(self, books: Books) -> None:
        asked = an_invoice()
        void(book(books, asked), books.manager)

        mended = {"amount_pence": 13_000, "due_on": asked.due_on + ONE_DAY}
        again = book(books, asked.model_copy(update=mended))

        assert again.stage == InvoiceStage.RECEIVED
        assert queries.position(books.fund_year).invoiced_pence == 13_000

    def test_of_a_paid_one_is_refused(self, books: Books) -> None:
        paid = pay(pass_it(book(books), a_lead(books.fund_year, books.health)), books.manager)

        with pytest.raises(MoveRefused, match="It is at the stage “Paid”"):
            void(paid, books.manager)

    def test_of_one_with_a_credit_note_is_refused(self, books: Books) -> None:
        booked = book(books)
        credit(booked, a_credit_note(1), books.manager)

        with pytest.raises(MoveRefused, match="There are credit notes against it"):
            void(booked, books.manager)


class TestCredit:
    def test_promises_again_what_a_paid_invoice_gives_back(self, books: Books) -> None:
        paid = pay(pass_it(book(books), a_lead(books.fund_year, books.health)), books.manager)

        credit(paid, a_credit_note(3_000), books.manager)

        assert holdings.promised(books.fund_year, CHILD).total() == 51_000
        assert invoice_queries.shares(paid) == {books.education.pk: 6_000, books.health.pk: 3_000}

    def test_takes_back_the_last_penny_but_not_one_more(self, books: Books) -> None:
        booked = book(books)
        credit(booked, a_credit_note(11_999), books.manager)
        credit(booked, a_credit_note(1), books.manager)

        with pytest.raises(operations.CreditRefused, match=r"£0\.00 is left of the invoice"):
            credit(booked, a_credit_note(1), books.manager)

    def test_again_moves_nothing(self, books: Books) -> None:
        booked, note = book(books), a_credit_note(3_000)
        first = credit(booked, note, books.manager)

        for number in (note.number, note.number.lower()):
            again = note.model_copy(update={"number": number})
            assert credit(booked, again, books.manager) == first
        with pytest.raises(operations.AlreadyBooked):
            credit(booked, note.model_copy(update={"amount_pence": 1}), books.manager)

    def test_of_a_share_that_was_recharged_is_refused_in_words(self, books: Books) -> None:
        paid = pay(pass_it(book(books), a_lead(books.fund_year, books.health)), books.manager)
        books.do(Verb.RECHARGE, CHILD, 0, 4_000)

        with pytest.raises(operations.CreditRefused, match="Health was recharged for its share"):
            credit(paid, a_credit_note(3_000), books.manager)

    @pytest.mark.parametrize(
        ("dated_on", "why"),
        [(date(2026, 4, 30), "written on 1 May 2026, after that"), (date(2026, 5, 5), "ahead")],
    )
    def test_dated_before_its_invoice_or_ahead_is_refused(
        self, books: Books, dated_on: date, why: str
    ) -> None:
        with pytest.raises(operations.CreditDateRefused, match=why):
            credit(book(books), a_credit_note(1, dated_on=dated_on), books.manager)

    def test_may_be_dated_on_the_day_of_its_invoice_and_today(self, books: Books) -> None:
        booked = book(books)
        for day in (booked.dated_on, MONDAY_9AM.date()):
            credit(booked, a_credit_note(1, dated_on=day), books.manager)

        assert booked.credit_notes.count() == 2

    def test_of_a_void_invoice_is_refused(self, books: Books) -> None:
        voided = void(book(books), books.manager)

        with pytest.raises(operations.CreditRefused, match="nothing to take back"):
            credit(voided, a_credit_note(1), books.manager)


def test_every_step_is_an_event_that_leads_where_the_invoice_stands(books: Books) -> None:
    paid = pay(pass_it(book(books), a_lead(books.fund_year, books.health)), books.manager)
    credit(paid, a_credit_note(1), books.manager)
    void(book(books), books.manager)

    told = [event.kind for event in audit.history(f"invoice {paid.pk}")]
    assert told == ["invoice_received", "approve", "pay", "invoice_credited"]
    assert list(replay.faults()) == []


def test_what_is_to_be_paid_is_listed_by_stage_request_and_provider(books: Books) -> None:
    first, second = book(books), book(books, an_invoice(1, provider="Ash Lodge"))
    pass_it(first, a_lead(books.fund_year, books.health))
    listed = partial(invoice_queries.listed, access.of(books.manager, on=MONDAY_9AM.date()))

    assert [*listed(stage="received")] == [second]
    assert [*listed(provider="alder")] == [first]
    assert not listed(about="JRAP-2026-00043").exists()
