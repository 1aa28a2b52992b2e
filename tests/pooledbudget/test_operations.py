"""What each verb does to the accounts, and what it refuses."""

from datetime import date

import pytest
from django.db import transaction

from panel.agencies import access
from panel.money import Pence
from panel.pooledbudget import holdings, operations, queries
from panel.pooledbudget.accounts import AccountKind, FundKind
from panel.pooledbudget.models import JournalEntry
from panel.pooledbudget.refusals import NotHeld
from tests.pooledbudget.builders import (
    MONDAY_9AM,
    Books,
    a_key,
    a_stranger,
    agree,
    some_books,
)

CHILD = "JRAP-2026-00042"
OTHER = "JRAP-2026-00043"
SIBLING = "JRAP-2026-00043"

pytestmark = pytest.mark.django_db


@pytest.fixture
def books() -> Books:
    """A pooled fund with £1,000.00 in it."""
    pool = some_books()
    pool.receive(100_000)
    return pool


def lines(entry: JournalEntry) -> list[tuple[str, str, str, int]]:
    """Return an entry's lines as an auditor would read them."""
    return [
        (line.side, line.account.kind, str(line.account.agency or ""), line.amount_pence)
        for line in entry.postings.select_related("account__agency").order_by("pk")
    ]


class TestReceiveContribution:
    def test_shows_what_came_in_and_from_whom(self) -> None:
        pool = some_books()

        entry = pool.receive(100_000, agency=pool.health)

        assert lines(entry) == [
            ("debit", "uncommitted", "", 100_000),
            ("credit", "contribution", "Health", 100_000),
        ]

    def test_of_an_aligned_fund_stays_with_its_agency(self) -> None:
        aligned = some_books(kind=FundKind.ALIGNED)

        aligned.receive(100_000, agency=aligned.health)

        assert queries.headroom(aligned.fund_year, aligned.health.pk) == 100_000
        assert queries.headroom(aligned.fund_year, aligned.education.pk) == 0

    def test_is_for_those_who_post_to_the_fund(self, books: Books) -> None:
        with pytest.raises(access.Refused):
            operations.receive_contribution(
                fund_year=books.fund_year,
                about="instalment",
                amounts={books.education.pk: Pence(5)},
                key=a_key(),
                by=a_stranger(),
                at=MONDAY_9AM,
            )

    def test_refuses_an_agency_that_is_no_partner(self, books: Books) -> None:
        with pytest.raises(operations.NotAPartner, match="no part in The fund, 2026 to 2027"):
            operations.receive_contribution(
                fund_year=books.fund_year,
                about="instalment",
                amounts={-1: Pence(5)},
                key=a_key(),
                by=books.manager,
                at=MONDAY_9AM,
            )


class TestReserve:
    def test_sets_each_agencys_share_aside(self, books: Books) -> None:
        entry = books.reserve(CHILD, 20_000, 30_000)

        assert lines(entry) == [
            ("debit", "reserved", "Education", 20_000),
            ("debit", "reserved", "Health", 30_000),
            ("credit", "uncommitted", "", 50_000),
        ]

    def test_takes_the_last_penny_but_not_one_more(self, books: Books) -> None:
        books.reserve(CHILD, 100_000)

        sentence = "The fund has £0.00 left for 2026 to 2027; this needs £0.01."
        with pytest.raises(operations.FundsShort, match=sentence) as refused:
            books.reserve(SIBLING, 1)
        assert (refused.value.left_pence, refused.value.needed_pence) == (0, 1)

    def test_may_go_down_to_the_authorised_floor(self) -> None:
        overdrawn = some_books(floor=-500)

        overdrawn.reserve(CHILD, 500)

        assert queries.position(overdrawn.fund_year).uncommitted_pence == -500

    def test_of_an_aligned_fund_names_the_agency_that_is_short(self) -> None:
        aligned = some_books(kind=FundKind.ALIGNED)
        aligned.receive(100_000)

        sentence = "Health’s part of the fund has £0.00 left for 2026 to 2027; this needs £0.01."
        with pytest.raises(operations.FundsShort, match=sentence):
            aligned.reserve(CHILD, 100, 1)

    @pytest.mark.parametrize(("education", "health"), [(0, 0), (-1, 2)])
    def test_refuses_amounts_that_move_nothing_or_backwards(
        self, books: Books, education: int, health: int
    ) -> None:
        with pytest.raises(operations.AmountsRefused, match="give an amount above £0"):
            books.reserve(CHILD, education, health)

    def test_asked_twice_gives_the_first_entry_back(self, books: Books) -> None:
        first = books.reserve(CHILD, 20_000, key="once")

        again = books.reserve(CHILD, 20_000, key="once")

        assert (again, again.is_repeat, first.is_repeat) == (first, True, False)
        assert queries.position(books.fund_year).reserved_pence == 20_000

    def test_refuses_a_key_that_stands_for_something_else(self, books: Books) -> None:
        books.reserve(CHILD, 20_000, key="once")

        with pytest.raises(operations.KeyReused, match="once already stands for another"):
            books.reserve(CHILD, 20_001, key="once")


class TestCommit:
    def test_turns_exactly_what_was_reserved_into_a_commitment(self, books: Books) -> None:
        books.reserve(CHILD, 20_000, 30_000)

        entry = books.commit(CHILD, 20_000, 30_000)

        assert lines(entry) == [
            ("debit", "committed", "Education", 20_000),
            ("debit", "committed", "Health", 30_000),
            ("credit", "reserved", "Education", 20_000),
            ("credit", "reserved", "Health", 30_000),
        ]

    def test_tops_up_from_the_pot_what_the_reservation_lacks(self, books: Books) -> None:
        books.reserve(CHILD, 20_000)

        entry = books.commit(CHILD, 25_000)

        assert lines(entry) == [
            ("debit", "committed", "Education", 25_000),
            ("credit", "uncommitted", "", 5_000),
            ("credit", "reserved", "Education", 20_000),
        ]

    def test_gives_back_what_was_reserved_too_much(self, books: Books) -> None:
        books.reserve(CHILD, 20_000, 10_000)

        books.commit(CHILD, 15_000)

        assert queries.headroom(books.fund_year) == 85_000
        assert holdings.held(books.fund_year, CHILD) == {
            (AccountKind.COMMITTED, books.education.pk): 15_000
        }

    def test_without_a_reservation_takes_everything_from_the_pot(self, books: Books) -> None:
        entry = books.commit(CHILD, 1_000)

        assert lines(entry) == [
            ("debit", "committed", "Education", 1_000),
            ("credit", "uncommitted", "", 1_000),
        ]

    def test_leaves_what_another_request_reserved(self, books: Books) -> None:
        books.reserve(SIBLING, 60_000)

        with pytest.raises(operations.FundsShort, match=r"£400.00 left .* needs £500.00"):
            books.commit(CHILD, 50_000)

    def test_pressed_again_returns_the_first_result(self, books: Books) -> None:
        books.reserve(CHILD, 20_000)
        first = books.commit(CHILD, 25_000, key="approval 7")

        again = books.commit(CHILD, 25_000, key="approval 7")

        assert (again, again.is_repeat) == (first, True)
        assert queries.position(books.fund_year).committed_pence == 25_000

    def test_refuses_the_same_key_for_another_sum(self, books: Books) -> None:
        books.commit(CHILD, 25_000, key="approval 7")

        with pytest.raises(operations.KeyReused):
            books.commit(CHILD, 25_001, key="approval 7")


class TestReleasePart:
    def test_gives_back_no_more_than_is_asked(self, books: Books) -> None:
        books.commit(CHILD, 20_000, 10_000)

        release_part(books, 5_000, 0)

        held = holdings.held(books.fund_year, CHILD)
        assert held[AccountKind.COMMITTED, books.education.pk] == 15_000
        assert held[AccountKind.COMMITTED, books.health.pk] == 10_000
        assert queries.headroom(books.fund_year) == 75_000

    def test_refuses_more_than_is_committed(self, books: Books) -> None:
        books.commit(CHILD, 20_000)
        books.commit(OTHER, 20_000)

        with pytest.raises(NotHeld), transaction.atomic():
            release_part(books, 20_001, 0)

        assert queries.headroom(books.fund_year) == 60_000


def release_part(books: Books, education: int, health: int) -> None:
    """Give back part of what the child's request has committed."""
    operations.release_part(
        fund_year=books.fund_year,
        about=CHILD,
        amounts=books.shares(education, health),
        key=a_key(),
        by=books.manager,
        at=MONDAY_9AM,
    )


class TestRelease:
    def test_gives_back_what_is_reserved_and_committed(self, books: Books) -> None:
        books.commit(CHILD, 20_000)
        books.reserve(CHILD, 5_000, 5_000)

        books.release(CHILD)

        assert queries.headroom(books.fund_year) == 100_000
        assert holdings.held(books.fund_year, CHILD) == {}

    def test_of_a_request_that_holds_nothing_posts_nothing(self, books: Books) -> None:
        assert books.release(CHILD) == []

    def test_pressed_again_returns_the_first_result(self, books: Books) -> None:
        books.reserve(CHILD, 5_000)
        first = books.release(CHILD, key="declined")

        again = books.release(CHILD, key="declined")

        assert again == first
        assert [entry.is_repeat for entry in again] == [True]

    def test_reaches_every_year_the_request_draws_on(self, books: Books) -> None:
        agree(books.fund_year.fund, starts_on=date(2027, 4, 1), below_pence=Pence(10))
        next_year = operations.open_fund_year(
            fund_id=books.fund_year.fund_id,
            year=2027,
            agency_ids=[books.education.pk],
            by=books.manager,
            at=MONDAY_9AM,
        )
        shares = {"about": CHILD, "amounts": {books.education.pk: Pence(10)}}
        press = {"by": books.manager, "at": MONDAY_9AM}
        operations.reserve(fund_year=books.fund_year, **shares, key="this", **press)
        operations.reserve(fund_year=next_year, **shares, key="next", **press)

        entries = books.release(CHILD)

        assert [entry.fund_year for entry in entries] == [books.fund_year, next_year]
        assert [str(entry.effective_on) for entry in entries] == ["2026-05-04", "2027-04-01"]


class TestReverse:
    def test_posts_the_mirror_and_names_what_it_undoes(self, books: Books) -> None:
        entry = books.reserve(CHILD, 20_000, 30_000)

        mirror = books.reverse(entry)

        assert queries.headroom(books.fund_year) == 100_000
        assert (mirror.reverses_id, mirror.about) == (entry.pk, CHILD)

    def test_undoes_an_entry_only_once(self, books: Books) -> None:
        entry = books.reserve(CHILD, 20_000)
        books.reverse(entry)

        with pytest.raises(operations.AlreadyReversed, match="reversed already"):
            books.reverse(entry)

    def test_pressed_again_returns_the_first_result(self, books: Books) -> None:
        entry = books.reserve(CHILD, 20_000)
        first = books.reverse(entry, key="undo")

        assert books.reverse(entry, key="undo") == first

    def test_refuses_to_take_back_what_the_request_no_longer_has(self, books: Books) -> None:
        entry = books.reserve(CHILD, 20_000)
        books.reserve(SIBLING, 20_000)
        books.commit(CHILD, 20_000)

        with pytest.raises(NotHeld, match=f"{CHILD} has £200.00 less reserved"):
            books.reverse(entry)

    def test_refuses_to_take_back_a_contribution_that_is_promised(self, books: Books) -> None:
        books.commit(CHILD, 1)

        with pytest.raises(operations.FundsShort, match=r"£999.99 left .* needs £1,000.00"):
            books.reverse(JournalEntry.objects.get(verb="receive"))
