"""A file is checked row by row, then posted once by a worker; what is bad in it is left out."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from panel.agencies import access
from panel.audit.models import Event
from panel.chart import MoveRefused
from panel.decisions.proving import proof as everything
from panel.decisions.proving import replay
from panel.money import Pence
from panel.pooledbudget import operations, proof, queries
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.imports import queries as import_queries
from panel.pooledbudget.invoices import queries as invoice_queries
from panel.pooledbudget.models import Invoice
from panel.pooledbudget.models.imports import Import, ImportKind
from panel.pooledbudget.stages import ImportStage
from tests.pooledbudget.builders import MONDAY_9AM, Books, a_stranger, shut, some_books
from tests.pooledbudget.imported import INVOICES, RECEIPTS, a_file, an_invoice_row, check, post
from tests.pooledbudget.invoiced import CHILD, an_invoice, book, void

pytestmark = pytest.mark.django_db
LATER = MONDAY_9AM + timedelta(hours=1)


@pytest.fixture
def books() -> Books:
    """A pool that promises a request £400.00 of education's and £200.00 of health's."""
    pool = some_books()
    pool.receive(100_000)
    pool.commit(CHILD, 40_000, 20_000)
    return pool


def told(source: Import) -> list[tuple[int, str, str]]:
    """Return each row's line, outcome and reason."""
    return [*source.rows.values_list("line", "outcome", "reason")]


class TestCheck:
    def test_says_what_would_become_of_each_row_and_posts_nothing(self, books: Books) -> None:
        book(books, an_invoice(100, number="LH/1"))
        book(books, an_invoice(100, number="LH/2", provider="ALDER vale"))
        source = check(
            books,
            a_file(
                an_invoice_row(1, about=CHILD),
                an_invoice_row(2, about=CHILD, amount="2.00"),
                an_invoice_row(3, about=CHILD, amount="597.00"),
                an_invoice_row(3, about=CHILD),
                an_invoice_row(4, about=CHILD, amount="1.01"),
                an_invoice_row(
                    5,
                    about=CHILD,
                    amount="a pound",
                    Dated="31/02/2026",
                    From="2/4/2026",
                    To="1/4/2026",
                ),
                an_invoice_row(6, about="", amount="0"),
                an_invoice_row(7, about=CHILD, To="31/03/2027", From="01/03/2026", Due="1/4/2026"),
            ),
        )

        assert source.stage == ImportStage.CHECKED
        assert told(source) == [
            (2, "known", ""),
            (
                3,
                "bad",
                "Invoice LH/2 of ALDER vale is booked already, and says something else. "
                "Check its number.",
            ),
            (4, "ready", ""),
            (5, "bad", "Invoice LH/3 of Alder Vale is in a row above already."),
            (
                6,
                "bad",
                "JRAP-2026-00042 has £1.00 left that is promised for 2026 to 2027 and not yet "
                "invoiced; this needs £1.01.",
            ),
            (
                7,
                "bad",
                "Dated: “31/02/2026” isn’t a date such as 31/10/2026. "
                "Amount: “a pound” isn’t an amount such as 1,234.50. "
                "The last day that it is for lies before the first.",
            ),
            (8, "bad", "Request: This is empty. Amount: This must be more than 0."),
            (
                9,
                "bad",
                "It is due before it was written. Its days are not all in 2026 to 2027. "
                "Book the part of each financial year to that year, under the same number.",
            ),
        ]
        assert Invoice.objects.count() == 2

    def test_asks_the_books_as_often_however_many_rows_are_bad(
        self, books: Books, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        bad = (
            an_invoice_row(1, about=CHILD, amount="601.00"),
            an_invoice_row(2, about="JRAP-2026-00043"),
        )
        with CaptureQueriesContext(connection) as counted:
            check(books, a_file(*bad))

        with django_assert_num_queries(len(counted)):
            source = check(
                books,
                a_file(
                    *bad,
                    an_invoice_row(3, about=CHILD, amount="602.00"),
                    an_invoice_row(4, about="JRAP-2026-00044"),
                ),
            )
        assert [outcome for _, outcome, _ in told(source)] == ["bad"] * 4

    def test_goes_by_what_is_booked_in_its_own_fund(self, books: Books) -> None:
        other = some_books(code="other")
        other.receive(100)
        other.commit(CHILD, 100)
        book(books, an_invoice(100, number="LH/1"))
        file = a_file(an_invoice_row(1, about=CHILD))

        assert told(check(books, file)) == [(2, "known", "")]
        assert told(check(other, file)) == [(2, "ready", "")]

    def test_takes_who_pays_what_where_a_row_says_so(self, books: Books) -> None:
        rows = [
            f'{an_invoice_row(number, about=CHILD, amount="3.00")},"{shares}"'
            for number, shares in enumerate(
                [
                    "education 1.00; health 2.00",
                    "",
                    "education 1.00",
                    "education 1.00; police 2.00",
                    "education 1.00; education 2.00",
                    "half each",
                ]
            )
        ]
        source = post(books, check(books, a_file(*rows, headings=f"{INVOICES},Shares")))

        assert [outcome for _, outcome, _ in told(source)] == ["posted"] * 2 + ["bad"] * 4
        reasons = [reason for _, _, reason in told(source)[2:]]
        assert reasons[0] == "The agencies’ shares come to £1.00; the invoice is for £3.00."
        unknown = "“police” has no part in The fund, 2026 to 2027."
        assert reasons[1] == f"{unknown} Its partners are education and health."
        assert reasons[2].startswith("Shares: “education 1.00; education 2.00” doesn’t say once")
        assert reasons[3].startswith("Shares: “each” isn’t an amount")
        paid = {
            invoice.number: list(invoice_queries.shares(invoice).values())
            for invoice in Invoice.objects.order_by("pk")
        }
        assert paid == {"LH/0": [100, 200], "LH/1": [201, 99]}

    def test_tells_at_once_what_days_and_shares_are_wrong(self, books: Books) -> None:
        row = an_invoice_row(1, about=CHILD, Due="1/4/2026") + ',"police 2.00"'

        ((_, _, reason),) = told(check(books, a_file(row, headings=f"{INVOICES},Shares")))

        assert reason == (
            "It is due before it was written. "
            "The agencies’ shares come to £2.00; the invoice is for £1.00. "
            "“police” has no part in The fund, 2026 to 2027. "
            "Its partners are education and health."
        )

    def test_takes_a_number_whose_invoice_is_void(self, books: Books) -> None:
        void(book(books, an_invoice(100, number="LH/1")), books.manager)

        source = post(books, check(books, a_file(an_invoice_row(1, about=CHILD))))

        assert told(source) == [(2, "posted", "")]

    def test_refuses_an_amount_of_nothing(self, books: Books) -> None:
        source = check(books, a_file(an_invoice_row(1, about=CHILD, amount="0.00")))

        assert told(source) == [(2, "bad", "Amount: This must be more than 0.")]

    def test_of_receipts_knows_the_fund_s_agencies_and_what_they_paid(self, books: Books) -> None:
        receipts = ["health,Instalment 1,20.00", "health,Instalment 2,5.00"]
        post(books, check(books, a_file(*receipts, headings=RECEIPTS), ImportKind.CONTRIBUTIONS))
        more = [*receipts, "health,Instalment 2,6.00", "police,Instalment 1,1", "health,New,1.00"]
        more += ["Health,New,1.00", "Health & co,New,1.00"]

        source = check(books, a_file(*more, headings=RECEIPTS), ImportKind.CONTRIBUTIONS)

        outcomes = [outcome for _, outcome, _ in told(source)]
        assert outcomes == ["known", "known", "bad", "bad", "ready", "bad", "bad"]
        reasons = [reason for _, _, reason in told(source)]
        assert reasons[2].startswith("Instalment 2 is booked already, for another amount.")
        assert reasons[3].endswith("2026 to 2027. Its partners are education and health.")
        assert reasons[5] == "New of health is in a row above already."
        assert reasons[6] == "Agency: “Health & co” isn’t an agency’s code such as social-care."
        assert queries.position(books.fund_year).contribution_pence == 102_500

    def test_of_receipts_takes_more_than_was_agreed_only_with_a_reason(self, books: Books) -> None:
        operations.state_contribution(
            fund_year_id=books.fund_year.pk,
            agency_id=books.health.pk,
            components=operations.Components(rolled_forward_pence=Pence(30_00)),
            by=books.manager,
            at=MONDAY_9AM,
        )
        rows = [
            "health,Instalment 1,20.00,",
            "health,Instalment 2,10.01,",
            "education,Any,900.00,",
        ]
        rows.append("health,Instalment 3,10.01,A gift")
        file = a_file(*rows, headings=f"{RECEIPTS},Why accepted")

        source = check(books, file, ImportKind.CONTRIBUTIONS)

        assert [outcome for _, outcome, _ in told(source)] == ["ready", "bad", "ready", "ready"]
        assert told(source)[1][2].startswith("£10.00 is still to come of what was agreed for")
        post(books, source)
        (found,) = [
            each
            for each in contributions.statements(books.fund_year, on=MONDAY_9AM.date())
            if each.agency == books.health
        ]
        assert (found.remaining_pence, found.above_pence) == (10_00, 10_01)

    def test_of_receipts_takes_a_paper_that_was_taken_back(self, books: Books) -> None:
        row = a_file("education,Instalment 1,20.00", headings=RECEIPTS)
        source = post(books, check(books, row, ImportKind.CONTRIBUTIONS))
        operations.take_back_contribution(
            entry_id=source.rows.get().entry_id, reason="A slip.", by=books.manager, at=LATER
        )

        again = a_file("education,Instalment 1,21.00", headings=RECEIPTS)
        source = post(books, check(books, again, ImportKind.CONTRIBUTIONS))

        assert told(source) == [(2, "posted", "")]
        assert queries.position(books.fund_year).contribution_pence == 102_100

    def test_knows_columns_in_any_case_and_order_and_passes_empty_rows_over(
        self, books: Books
    ) -> None:
        rows = ["1.00,health,Instalment 1", ",,", "", "none,health,Instalment 2"]
        file = a_file(*rows, headings=" AMOUNT ,agency,paper")

        source = check(books, file, ImportKind.CONTRIBUTIONS)

        assert source.columns == ["Amount", "Agency", "Paper"]
        assert [(line, outcome) for line, outcome, _ in told(source)] == [(2, "ready"), (5, "bad")]
        assert import_queries.good_pence(source) == 1_00

    def test_gives_the_same_file_its_import_back(self, books: Books) -> None:
        file = a_file(an_invoice_row(1, about=CHILD))

        assert check(books, file) == check(books, file)

    @pytest.mark.parametrize(
        ("file", "sentence"),
        [
            (b"\x00\xff\x81", "it isn’t text|has no columns"),
            (
                b"Request,Number\r\n",
                "it has no columns “Amount”, “Dated”, “Due”, “From”, .* and “To”",
            ),
            (a_file(headings=f"{INVOICES},amount"), "the column “Amount” more than once"),
            (a_file(), "The file has no rows below its headings."),
            (a_file(an_invoice_row(1, about="a\0b")), r"Line 2 holds .* U\+0000"),
            (a_file(*["x,,,,,,,"] * 20_001), "The file has 20,001 rows; 20,000 are the most."),
        ],
        ids=[
            "no text",
            "other columns",
            "a column twice",
            "no rows",
            "what can’t be seen",
            "too many rows",
        ],
    )
    def test_refuses_what_is_no_such_file(self, books: Books, file: bytes, sentence: str) -> None:
        with pytest.raises(operations.FileRefused, match=sentence):
            check(books, file)

    def test_is_for_those_who_post_to_the_fund(self, books: Books) -> None:
        with pytest.raises(access.Refused):
            check(replace(books, manager=a_stranger()), a_file(an_invoice_row(1, about=CHILD)))


class TestPost:
    def test_books_each_row_as_by_hand(self, books: Books) -> None:
        rows = [an_invoice_row(1, about=CHILD), an_invoice_row(2, about=CHILD, amount="0.01")]
        source = post(books, check(books, a_file(*rows)))

        assert (source.stage, source.finished_at) == (ImportStage.POSTED, MONDAY_9AM)
        assert queries.position(books.fund_year).invoiced_pence == 101
        booked = Invoice.objects.get(number="LH/1")
        assert (booked.received_by, booked.entry.posted_by) == (
            books.manager,
            books.manager.username,
        )
        assert book(books, an_invoice(100, number="LH/1")) == booked
        assert Event.objects.filter(kind="invoice_received").count() == 2
        assert proof.faults(books.fund_year.fund) == []
        assert list(replay.faults()) == []

    def test_judges_each_row_anew(self, books: Books) -> None:
        source = check(books, a_file(an_invoice_row(1, about=CHILD, amount="600.00")))
        book(books, an_invoice(1))

        post(books, source)

        assert told(source)[0][:2] == (2, "bad")
        assert source.stage == ImportStage.POSTED

    def test_leaves_everything_out_where_the_year_was_closed(self, books: Books) -> None:
        source = check(books, a_file(an_invoice_row(1, about=CHILD)))
        books.release(CHILD)
        shut(books.fund_year, books.manager)

        post(books, source)

        assert told(source) == [(2, "bad", "The books for 2026 to 2027 are closed.")]

    def test_is_asked_for_once(self, books: Books) -> None:
        source = post(books, check(books, a_file(an_invoice_row(1, about=CHILD))))

        with pytest.raises(MoveRefused, match="It is at the stage “Posted”"):
            operations.post_import(import_id=source.pk, by=books.manager, at=LATER)
        operations.post_rows(import_id=source.pk, at=LATER)
        assert Invoice.objects.count() == 1

    def test_is_for_those_who_post_to_the_fund(self, books: Books) -> None:
        source = check(books, a_file(an_invoice_row(1, about=CHILD)))

        with pytest.raises(access.Refused):
            operations.post_import(import_id=source.pk, by=a_stranger(), at=LATER)

    def test_is_offered_again_until_it_is_done(self, books: Books) -> None:
        source = check(books, a_file(an_invoice_row(1, about=CHILD)))
        offered = "imports offered to the workers"
        assert operations.sweep(at=LATER)[offered] == 0
        operations.post_import(import_id=source.pk, by=books.manager, at=MONDAY_9AM)

        assert everything.prove(at=LATER)["No owed work is stuck"] == [
            f"Import {source.pk}: its rows are to be posted since 4 May 2026."
        ]
        assert operations.sweep(at=LATER)[offered] == 1
        operations.post_rows(import_id=source.pk, at=LATER)
        assert operations.sweep(at=LATER + timedelta(days=1))[offered] == 0


class TestGuards:
    @pytest.mark.parametrize("change", ["told = '{}'", "line = 7"])
    def test_what_a_row_said_is_kept(self, books: Books, change: str) -> None:
        check(books, a_file(an_invoice_row(1, about=CHILD)))

        with pytest.raises(IntegrityError, match="is append-only"), transaction.atomic():
            connection.cursor().execute(f"UPDATE pooledbudget_importrow SET {change}")

    @pytest.mark.parametrize(
        ("change", "constraint"),
        [
            ("outcome = 'posted'", "import_row_posted_has_its_entry"),
            ("outcome = 'bad'", "import_row_left_out_says_why"),
            ("amount_pence = 0", "import_row_amount_can_be"),
            ("amount_pence = 1000000000001", "import_row_amount_can_be"),
        ],
    )
    def test_no_row_says_what_can_not_be(self, books: Books, change: str, constraint: str) -> None:
        check(books, a_file(an_invoice_row(1, about=CHILD)))

        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            connection.cursor().execute(f"UPDATE pooledbudget_importrow SET {change}")

    @pytest.mark.parametrize(
        ("change", "constraint"),
        [
            ("stage = 'posting'", "import_asked_has_at_and_by"),
            ("finished_at = now()", "import_posted_says_when"),
        ],
    )
    def test_no_import_stands_where_nobody_took_it(
        self, books: Books, change: str, constraint: str
    ) -> None:
        check(books, a_file(an_invoice_row(1, about=CHILD)))

        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            connection.cursor().execute(f"UPDATE pooledbudget_import SET {change}")

    def test_a_row_that_is_posted_stays_so_and_none_is_deleted(self, books: Books) -> None:
        post(books, check(books, a_file(an_invoice_row(1, about=CHILD))))

        with pytest.raises(IntegrityError, match="is append-only"), transaction.atomic():
            connection.cursor().execute("UPDATE pooledbudget_importrow SET reason = 'x'")
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute("DELETE FROM pooledbudget_importrow")
