"""What partners agree to pay into a year, when it falls due, and what has come in."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit.queries import history
from panel.money import Pence
from panel.pooledbudget import operations
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.contributions.statements import Statement, allocate, totals
from panel.pooledbudget.models import AgreedContribution, Instalment
from panel.pooledbudget.operations import Change, Components
from panel.working_days import ONE_DAY
from tests.pooledbudget.agreements.test_agreeing import by_rules
from tests.pooledbudget.builders import (
    MONDAY_9AM,
    Books,
    a_lead,
    a_stranger,
    appoint,
    shut,
    some_books,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 8, 15)
CUT = Change(date(2026, 10, 20), "A ward closed.")  # three months after it is asked for
JULY = datetime(2026, 7, 20, 12, tzinfo=UTC)  # the last day for changes after a quarter


@pytest.fixture
def books() -> Books:
    return some_books()


def settle(books: Books, pence: int = 1_200_00, **changes: Any) -> AgreedContribution:
    """State what health pays into the year."""
    asked = {
        "fund_year_id": books.fund_year.pk,
        "agency_id": books.health.pk,
        "components": Components(rolled_forward_pence=Pence(pence)),
        "by": books.manager,
        "at": MONDAY_9AM,
    }
    return operations.state_contribution(**asked | changes)


def change(books: Books, pence: int, **changes: Any) -> AgreedContribution:
    """Change what health pays from 1 July on."""
    asked = {
        "fund_year_id": books.fund_year.pk,
        "agency_id": books.health.pk,
        "components": Components(rolled_forward_pence=Pence(pence)),
        "change": Change(date(2026, 7, 1), "A new ward."),
        "by": books.manager,
        "at": JULY,
    }
    return operations.change_contribution(**asked | changes)


def approve(books: Books, agreed: AgreedContribution, at: datetime = MONDAY_9AM) -> None:
    lead = a_lead(books.fund_year.fund.panel, books.health)
    operations.approve_contribution(contribution_id=agreed.pk, by=lead, at=at)
    agreed.refresh_from_db()


def book(
    books: Books, pence: int, about: str, instalment: int | None = None, because: str = ""
) -> Any:
    return operations.book_contribution(
        fund_year_id=books.fund_year.pk,
        agency_id=books.health.pk,
        paid=operations.Remittance(about, Pence(pence), instalment, accepted_because=because),
        by=books.manager,
        at=MONDAY_9AM,
    )


def stands(books: Books, on: date = TODAY) -> Statement:
    found = contributions.statements(books.fund_year, on=on)
    return next(one for one in found if one.agency == books.health)


def states(books: Books, on: date = TODAY) -> list[str]:
    return [each.state for each in stands(books, on).instalments]


class TestStating:
    def test_is_the_sum_of_its_components_and_falls_due_by_the_rules(self, books: Books) -> None:
        agreed = settle(
            books,
            components=Components(
                rolled_forward_pence=Pence(1_000_00),
                uplift_pence=Pence(300_00),
                efficiency_pence=Pence(60_00),
                charges_pence=Pence(40_00),
            ),
        )

        assert agreed.amount_pence == 1_200_00
        assert agreed.is_provisional
        assert [due.amount_pence for due in agreed.instalments.all()] == [100_00] * 12

    def test_knows_only_the_components_of_the_rules(self, books: Books) -> None:
        with pytest.raises(operations.NotAComponent, match="know no one off here"):
            settle(books, components=Components(one_off_pence=Pence(1)))

    def test_takes_charges_off_only_where_the_rules_do(self, books: Books) -> None:
        by_rules(books, "net_of_charges = false")
        components = Components(rolled_forward_pence=Pence(2), charges_pence=Pence(1))
        with pytest.raises(operations.NotAComponent, match="know no charges here"):
            settle(books, components=components)

    def test_comes_to_no_less_than_nothing(self, books: Books) -> None:
        with pytest.raises(operations.NotAComponent, match="more than what it is taken from"):
            settle(books, components=Components(efficiency_pence=Pence(1)))

    def test_anew_replaces_what_nobody_has_approved(self, books: Books) -> None:
        settle(books)
        settle(books, 2_400_00)

        assert (stands(books).agreed_pence, stands(books).provisional_pence) == (0, 2_400_00)
        assert {each.amount_pence for each in stands(books).instalments} == {Pence(200_00)}

    def test_anew_is_refused_once_it_is_approved(self, books: Books) -> None:
        approve(books, settle(books))

        with pytest.raises(operations.AgreedAlready, match="can be changed"):
            settle(books)

    def test_is_for_those_who_post_to_the_fund(self, books: Books) -> None:
        with pytest.raises(access.Refused):
            settle(books, by=a_stranger())

    def test_is_over_once_the_books_are_closed(self, books: Books) -> None:
        shut(books.fund_year, books.manager)

        with pytest.raises(operations.PeriodClosed):
            settle(books)


class TestApproving:
    def test_makes_it_final_with_who_and_when_and_once(self, books: Books) -> None:
        agreed = settle(books)
        for at in (MONDAY_9AM, JULY):
            approve(books, agreed, at)

        assert (agreed.approved_at, agreed.approved_by) == (MONDAY_9AM, "health.lead@example.org")
        kinds = [event.kind for event in history("fund pool")]
        assert kinds[-2:] == ["contribution_stated", "contribution_approved"]

    def test_is_for_the_agency_s_own_leads(self, books: Books) -> None:
        agreed = settle(books)
        for person in (books.manager, a_lead(books.fund_year.fund.panel, books.education)):
            with pytest.raises(access.Refused):
                operations.approve_contribution(contribution_id=agreed.pk, by=person, at=JULY)

    def test_waits_for_a_lead_of_the_agency_on_that_panel_alone(self, books: Books) -> None:
        elsewhere = some_books(code="other")
        agreed, lead = settle(books), a_stranger()
        settle(elsewhere)
        appoint(lead, books.fund_year.fund.panel, Role.AGENCY_LEAD, books.health)
        appoint(lead, elsewhere.fund_year.fund.panel, Role.AUDITOR)
        held = access.of(lead, on=TODAY)

        assert contributions.to_approve(held) == [agreed]
        panel_id = elsewhere.fund_year.fund.panel_id
        assert held.agencies(access.Permission.FUND_AGREE, panel_id=panel_id) == set()

    def test_waits_for_nobody_once_the_books_are_closed(self, books: Books) -> None:
        settle(books, 0)
        lead = access.of(a_lead(books.fund_year.fund.panel, books.health), on=TODAY)
        assert len(contributions.to_approve(lead)) == 1

        shut(books.fund_year, books.manager)

        assert contributions.to_approve(lead) == []

    def test_is_of_the_newest_version(self, books: Books) -> None:
        old = settle(books)
        settle(books, 5_00)

        with pytest.raises(operations.AgreedAlready, match="newer version"):
            approve(books, old)


class TestChanging:
    def test_plans_anew_what_falls_due_from_that_day_and_keeps_the_rest(
        self, books: Books
    ) -> None:
        approve(books, settle(books))

        changed = change(books, 2_100_00)

        dues = [each.amount_pence for each in stands(books).instalments]
        assert dues == [100_00] * 3 + [200_00] * 9
        assert changed.is_provisional
        assert AgreedContribution.objects.count() == 2
        assert Instalment.objects.count() == 21

    def test_is_final_at_once_where_the_rules_say_so(self, books: Books) -> None:
        by_rules(books, "provisional_first = false")
        approve(books, settle(books))

        assert change(books, 2_100_00).approved_by == books.manager.username

    def test_is_refused_late_with_when_it_is_next_taken(self, books: Books) -> None:
        settle(books)
        late = datetime(2026, 7, 21, 8, tzinfo=UTC)

        with pytest.raises(
            operations.OutsideWindow, match="1 October to 20 October 2026"
        ) as refused:
            change(books, 2_100_00, at=late)

        assert "within 20 days of the end of a quarter" in str(refused.value)
        assert AgreedContribution.objects.count() == 1

    def test_is_taken_as_long_as_the_rules_say(self, books: Books) -> None:
        by_rules(books, "adjustment_days = 30")
        settle(books)

        assert change(books, 2_100_00, at=datetime(2026, 7, 30, 12, tzinfo=UTC))

    def test_of_the_last_quarter_has_no_time_after_it(self, books: Books) -> None:
        settle(books)

        with pytest.raises(operations.OutsideWindow, match="has no other"):
            change(books, 2_100_00, at=datetime(2027, 2, 1, tzinfo=UTC))

    def test_reaches_back_to_no_earlier_quarter(self, books: Books) -> None:
        settle(books)

        with pytest.raises(operations.OutsideWindow, match="from 1 July 2026 at the earliest"):
            change(books, 2_100_00, change=Change(date(2026, 6, 30), "Late."))

    def test_takes_nothing_back_that_fell_due_before(self, books: Books) -> None:
        settle(books)

        with pytest.raises(operations.AlreadyDue, match=r"£700\.00 falls due before 20 October"):
            change(books, 699_99, change=CUT)

    def test_to_just_what_fell_due_leaves_nothing_to_come(self, books: Books) -> None:
        settle(books)
        change(books, 700_00, change=CUT)

        assert len(stands(books).instalments) == 7

    def test_to_less_takes_the_notice_of_the_rules(self, books: Books) -> None:
        settle(books)
        day_before = Change(date(2026, 10, 19), "A ward closed.")

        with pytest.raises(operations.NoticeNeeded, match="from 20 October 2026") as refused:
            change(books, 1_199_99, change=day_before)

        assert "3 months of notice" in str(refused.value)
        assert change(books, 1_199_99, change=CUT)

    def test_needs_something_to_change(self, books: Books) -> None:
        with pytest.raises(operations.AgreedAlready, match="Nothing has been agreed yet"):
            change(books, 1)


class TestStatement:
    def test_counts_what_came_in_against_the_oldest(self, books: Books) -> None:
        settle(books)
        book(books, 250_00, "First")

        found = stands(books)
        assert states(books) == ["received"] * 2 + ["late"] * 3 + ["due"] * 7
        assert (found.provisional_pence, found.due_pence) == (1_200_00, 500_00)
        assert (found.received_pence, found.late_pence) == (250_00, 250_00)
        assert found.remaining_pence == 950_00

    def test_counts_an_instalment_as_late_only_after_its_day(self, books: Books) -> None:
        settle(books)

        assert states(books, date(2026, 6, 1))[2] == "due"
        assert states(books, date(2026, 6, 2))[2] == "late"

    def test_counts_money_against_the_instalment_it_was_booked_for(self, books: Books) -> None:
        third = settle(books).instalments.get(number=3)
        book(books, 100_00, "For June", third.pk)

        assert states(books)[:4] == ["late", "late", "received", "late"]

    def test_counts_nothing_that_was_taken_back(self, books: Books) -> None:
        first = settle(books).instalments.get(number=1)
        entry = book(books, 100_00, "For April", first.pk)

        operations.take_back_contribution(
            entry_id=entry.pk, reason="Bounced.", by=books.manager, at=MONDAY_9AM
        )

        assert states(books)[0] == "late"
        for day in (MONDAY_9AM.date(), TODAY):
            assert stands(books, day).received_pence == 0

    def test_keeps_what_came_in_for_an_instalment_that_a_change_replaced(
        self, books: Books
    ) -> None:
        august = settle(books).instalments.get(number=5)
        book(books, 100_00, "For August", august.pk)
        change(books, 2_100_00)

        assert states(books)[0] == "received"

    def test_takes_what_had_been_agreed_by_its_day(self, books: Books) -> None:
        settle(books)
        change(books, 2_100_00)

        before, after = stands(books, JULY.date() - ONE_DAY), stands(books, JULY.date())
        assert (before.stated_pence, after.stated_pence) == (1_200_00, 2_100_00)
        assert {each.amount_pence for each in before.instalments} == {100_00}
        assert stands(books, MONDAY_9AM.date() - ONE_DAY).agreed is None

    def test_tells_what_is_provisional_apart_from_what_was_agreed(self, books: Books) -> None:
        approve(books, settle(books))
        change(books, 2_100_00)

        before, after = stands(books, JULY.date() - ONE_DAY), stands(books, JULY.date())
        assert (before.agreed_pence, before.provisional_pence) == (1_200_00, 0)
        assert (after.agreed_pence, after.provisional_pence) == (1_200_00, 2_100_00)
        assert after.remaining_pence == 2_100_00

    def test_of_who_has_agreed_nothing_is_empty(self, books: Books) -> None:
        found = stands(books)

        assert found.agreed is None
        assert (found.agreed_pence, found.instalments) == (0, ())

    def test_costs_the_same_few_queries_however_many_instalments(
        self, books: Books, django_assert_num_queries: Any
    ) -> None:
        settle(books)
        book(books, 250_00, "First")

        with django_assert_num_queries(4):
            contributions.statements(books.fund_year, on=TODAY)


class TestBooking:
    def test_for_an_instalment_takes_what_is_still_due_of_it_and_not_a_penny_more(
        self, books: Books
    ) -> None:
        third = settle(books).instalments.get(number=3)
        book(books, 40_00, "Part of June", third.pk)

        with pytest.raises(
            operations.MoreThanDue, match=r"£60\.00 of that instalment is still to be"
        ):
            book(books, 60_01, "For June", third.pk)
        assert book(books, 60_00, "For June", third.pk)
        assert states(books)[:4] == ["late", "late", "received", "late"]

    def test_the_same_paper_again_moves_nothing(self, books: Books) -> None:
        first = settle(books).instalments.get(number=1)
        entries = {book(books, 100_00, "For April", first.pk).pk for _ in range(2)}

        assert len(entries) == 1
        assert stands(books).received_pence == 100_00

    def test_for_an_instalment_that_was_taken_back_is_booked_anew(self, books: Books) -> None:
        first = settle(books).instalments.get(number=1)
        bounced = book(books, 100_00, "For April", first.pk)
        operations.take_back_contribution(
            entry_id=bounced.pk, reason="Bounced.", by=books.manager, at=MONDAY_9AM
        )

        assert not book(books, 100_00, "For April", first.pk).is_repeat
        assert states(books)[0] == "received"

    def test_of_more_than_was_agreed_needs_a_reason_and_hides_no_debt_of_others(
        self, books: Books
    ) -> None:
        settle(books)
        settle(books, 50_00, agency_id=books.education.pk)
        book(books, 1_100_00, "First")

        sentence = r"£100\.00 is still to come of what was agreed for the year; this is £100\.01"
        with pytest.raises(operations.MoreThanAgreed, match=sentence):
            book(books, 100_01, "Second")
        book(books, 100_00, "Second")
        entry = book(books, 1, "On top", because="They rounded up")
        assert book(books, 1, "On top").is_repeat

        assert entry.memo == "On top: contribution received, above the agreed: They rounded up"
        assert (stands(books).remaining_pence, stands(books).above_pence) == (0, 1)
        whole = totals(contributions.statements(books.fund_year, on=TODAY))
        assert (whole["remaining_pence"], whole["above_pence"]) == (50_00, 1)

    def test_of_interest_for_paying_late_pays_nothing_that_was_agreed(self, books: Books) -> None:
        first = settle(books).instalments.get(number=1)
        book(books, 7_00, "Interest", because="Paid late")

        found = stands(books)
        assert states(books)[0] == "late"
        assert (found.late_pence, found.remaining_pence) == (500_00, 1_200_00)
        assert (found.received_pence, found.above_pence) == (7_00, 7_00)
        with pytest.raises(operations.OtherInstalment, match="counts for no instalment"):
            book(books, 7_00, "More of it", first.pk, because="Paid late")

    def test_an_instalment_of_another_agency_is_refused(self, books: Books) -> None:
        other = settle(books, agency_id=books.education.pk).instalments.get(number=1)

        with pytest.raises(operations.OtherInstalment):
            book(books, 100_00, "For April", other.pk)
        assert stands(books).received_pence == 0


@given(st.lists(st.integers(1, 1000), max_size=12), st.integers(0, 15_000), st.data())
def test_no_penny_is_counted_twice_and_none_is_lost(
    amounts: list[int], free: int, data: st.DataObject
) -> None:
    dues = [
        Instalment(pk=place, due_on=date(2026, 4, 1 + place), amount_pence=Pence(pence))
        for place, pence in enumerate(amounts)
    ]
    named = {due.pk: data.draw(st.integers(0, 1500)) for due in dues}
    receipts = {None: Pence(free)} | named

    found = allocate(dues, receipts, on=TODAY)

    counted = sum(each.received_pence for each in found)
    assert counted == min(sum(receipts.values()), sum(amounts))
    assert all(0 <= each.received_pence <= each.amount_pence for each in found)
    assert all(each.received_pence >= min(named[each.pk], each.amount_pence) for each in found)


class TestPostgreSQL:
    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE pooledbudget_agreedcontribution SET amount_pence = 0,"
            " rolled_forward_pence = 0",
            "UPDATE pooledbudget_agreedcontribution SET reason = 'Another.'",
        ],
    )
    def test_keeps_what_was_agreed(self, books: Books, sql: str) -> None:
        settle(books)

        with (
            pytest.raises(IntegrityError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)

    def test_adds_the_components_itself(self, books: Books) -> None:
        with pytest.raises(IntegrityError, match="is_the_sum_of_its_components"):
            AgreedContribution.objects.create(
                fund_year=books.fund_year,
                agency=books.health,
                version=1,
                applies_from=date(2026, 4, 1),
                rolled_forward_pence=2,
                amount_pence=3,
                stated_at=MONDAY_9AM,
                stated_by="x",
            )
