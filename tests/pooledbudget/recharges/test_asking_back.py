"""What was paid in an agency's stead is asked back, once, for no more than was paid."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client

from panel.agencies import access
from panel.agencies.models import Role
from panel.chart import MoveRefused
from panel.decisions.proving import replay
from panel.pooledbudget import operations, proof, queries
from panel.pooledbudget.accounts import Verb
from panel.pooledbudget.models import JournalEntry, Recharge
from panel.pooledbudget.recharges import queries as recharge_queries
from panel.pooledbudget.stages import RechargeStage
from panel.sample.people import HEALTH
from tests.api import Caller
from tests.builders import a_fund, a_person
from tests.pooledbudget.builders import MONDAY_9AM, Books, a_stranger, appoint, some_books
from tests.pooledbudget.invoiced import PROMISED, booked_invoice
from tests.pooledbudget.recharged import a_recharge, issued_recharge
from tests.rules.bodies import BODIES

pytestmark = pytest.mark.django_db
JUNE, JULY = (datetime(2026, month, 1, 9, tzinfo=UTC) for month in (6, 7))


@pytest.fixture
def books() -> Books:
    """A pool that has paid £200.00 of health's share of a request."""
    pool = some_books()
    pool.receive(100_000)
    pool.commit(PROMISED, 0, 20_000)
    pool.do(Verb.INVOICE, PROMISED, 0, 20_000)
    pool.do(Verb.PAY, PROMISED, 0, 20_000)
    return pool


def issue(
    books: Books, amount_pence: int = 5_000, *, at: datetime = JULY, **changes: object
) -> Recharge:
    return operations.issue_recharge(
        fund_year=books.fund_year,
        recharge=a_recharge(amount_pence, **changes),
        by=books.manager,
        at=at,
    )


def recovered_on_by_the_books(recharge: Recharge) -> date:
    return JournalEntry.objects.get(key=f"recharge/{recharge.number}/recovered").effective_on


def recover(books: Books, recharge: Recharge, on: date = date(2026, 6, 20)) -> Recharge:
    return operations.recover_recharge(
        recharge_id=recharge.pk, recovered_on=on, by=books.manager, at=JULY
    )


def withdraw(books: Books, recharge: Recharge) -> Recharge:
    return operations.withdraw_recharge(recharge_id=recharge.pk, by=books.manager, at=MONDAY_9AM)


class TestIssue:
    def test_makes_what_was_paid_recoverable_under_a_number(self, books: Books) -> None:
        recharge = issue(books)

        assert recharge.number.endswith("-RN-2026-00001")
        position = queries.position(books.fund_year)
        assert (position.spent_pence, position.recoverable_pence) == (15_000, 5_000)

    def test_again_on_the_same_day_gives_the_first_back_and_another_is_its_own(
        self, books: Books
    ) -> None:
        first = issue(books)

        assert issue(books) == first
        assert issue(books, reason="The week after") != first
        with pytest.raises(operations.PaidLess, match=r"£100\.00 was paid for Health"):
            issue(books, 10_001)

    def test_of_more_than_was_paid_is_refused(self, books: Books) -> None:
        with pytest.raises(operations.PaidLess, match=r"£200\.00 was paid for Health on JRAP"):
            issue(books, 20_001)

    def test_due_before_it_is_issued_is_refused(self, books: Books) -> None:
        with pytest.raises(operations.RechargeDays) as refused:
            issue(books, due_on=date(2026, 5, 31))

        assert refused.value.field == "due_on"
        assert issue(books, due_on=date(2026, 6, 1))

    def test_on_a_day_to_come_is_refused_at_that_field(self, books: Books) -> None:
        with pytest.raises(operations.RechargeDays, match=r"2 July 2026 lies ahead") as refused:
            issue(books, issued_on=date(2026, 7, 2), due_on=date(2026, 7, 31))

        assert refused.value.field == "issued_on"

    def test_to_an_agency_without_a_part_is_refused(self, books: Books) -> None:
        with pytest.raises(operations.NotAPartner):
            issue(books, agency="police")

    def test_is_for_those_who_post_to_the_fund(self, books: Books) -> None:
        with pytest.raises(access.Refused):
            operations.issue_recharge(
                fund_year=books.fund_year, recharge=a_recharge(), by=a_stranger(), at=MONDAY_9AM
            )


class TestEnd:
    def test_paid_back_fills_the_pot(self, books: Books) -> None:
        left = queries.headroom(books.fund_year)

        recovered = recover(books, issue(books))

        assert recovered.stage == RechargeStage.RECOVERED
        assert queries.headroom(books.fund_year) == left + 5_000
        assert proof.faults(books.fund_year.fund) == []
        assert list(replay.faults()) == []

    def test_counts_from_the_day_of_paying_but_from_none_before_it_was_booked(
        self, books: Books
    ) -> None:
        booked_in_time = issue(books, at=JUNE)
        assert recovered_on_by_the_books(recover(books, booked_in_time)) == date(2026, 6, 20)
        for day, owed in ((19, [booked_in_time]), (20, [])):
            found = recharge_queries.owed_by(books.fund_year, day=date(2026, 6, day))
            assert [*found] == owed

        booked_late = issue(books, reason="The week after")
        assert recovered_on_by_the_books(recover(books, booked_late)) == JULY.date()

    def test_paid_back_before_it_was_issued_is_refused(self, books: Books) -> None:
        with pytest.raises(operations.RechargeDays) as refused:
            recover(books, issue(books), date(2026, 5, 31))

        assert refused.value.field == "recovered_on"

    def test_paid_back_on_a_day_to_come_is_refused_at_that_field(self, books: Books) -> None:
        with pytest.raises(operations.RechargeDays, match=r"2 July 2026 lies ahead") as refused:
            recover(books, issue(books), date(2026, 7, 2))

        assert refused.value.field == "recovered_on"

    def test_withdrawn_counts_as_spent_again_and_may_be_issued_anew(self, books: Books) -> None:
        withdraw(books, issue(books))

        assert queries.position(books.fund_year).spent_pence == 20_000
        assert issue(books, 6_000).number.endswith("-00002")

    def test_happens_once(self, books: Books) -> None:
        recharge = recover(books, issue(books))

        with pytest.raises(MoveRefused, match="It is at the stage “Paid back”"):
            withdraw(books, recharge)


def test_is_listed_for_those_alone_who_read_its_fund(books: Books) -> None:
    recharge, reader = issue(books), a_stranger()
    appoint(reader, some_books(code="other").fund_year.fund.panel, Role.AUDITOR)
    listed = recharge_queries.visible_to(access.of(reader, on=JULY.date()))
    assert not listed.exists()

    appoint(reader, books.fund_year.fund.panel, Role.AUDITOR)

    listed = recharge_queries.visible_to(access.of(reader, on=JULY.date()))
    assert listed.get() == recharge


class TestAgedDebt:
    @pytest.mark.parametrize(
        ("late", "band"),
        [
            (-1, "Not due yet"),
            (0, "Not due yet"),
            (1, "1 to 30 days late"),
            (30, "1 to 30 days late"),
            (31, "31 to 60 days late"),
            (60, "31 to 60 days late"),
            (61, "61 to 90 days late"),
            (90, "61 to 90 days late"),
            (91, "Over 90 days late"),
        ],
    )
    def test_goes_by_the_days_since_it_was_due(self, late: int, band: str) -> None:
        due_on = date(2026, 6, 30)

        assert recharge_queries.band(due_on, on=due_on + timedelta(days=late)) == band

    def test_is_added_up_for_each_agency_until_it_is_paid_back(self, books: Books) -> None:
        issue(books, 1_000, issued_on=date(2026, 6, 2))
        issue(books, 500, issued_on=date(2026, 6, 3), due_on=date(2026, 8, 1))
        recover(books, issue(books))

        owed = recharge_queries.owed(Recharge.objects.all())
        (debt,) = recharge_queries.aged(owed, on=date(2026, 7, 1))

        assert (debt.code, debt.total_pence) == ("health", 1_500)
        assert debt.bands == {"1 to 30 days late": 1_000, "Not due yet": 500}


class TestGuards:
    @pytest.mark.parametrize(
        ("change", "constraint"),
        [
            ("amount_pence = 1", "is append-only"),
            ("stage = 'recovered'", "recharge_ended_has_at_and_by"),
            (
                "stage = 'recovered', ended_at = now(), ended_by_id = issued_by_id",
                "recharge_recovered_says_when",
            ),
        ],
    )
    def test_what_was_asked_stays_and_no_end_lacks_what_belongs_to_it(
        self, books: Books, change: str, constraint: str
    ) -> None:
        issue(books)

        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            connection.cursor().execute(f"UPDATE pooledbudget_recharge SET {change}")

    def test_what_ended_stays_so_and_none_is_deleted(self, books: Books) -> None:
        recover(books, issue(books))

        with pytest.raises(IntegrityError, match="is append-only"), transaction.atomic():
            connection.cursor().execute("UPDATE pooledbudget_recharge SET ended_at = now()")
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute("DELETE FROM pooledbudget_recharge")


class TestPages:
    @pytest.fixture
    def manager(self, client: Client) -> Client:
        booked_invoice(a_fund())
        issued_recharge(a_fund())
        client.force_login(a_person(Role.FUND_MANAGER))
        return client

    def typed(self, **changes: str) -> dict[str, str]:
        health = a_fund().fund.panel.agencies.get(code=HEALTH)
        told = {"agency": str(health.pk), "about": PROMISED, "amount_pence": "10.00"}
        days = {"issued_on": ("1", "7", "2026"), "due_on": ("31", "7", "2026")}
        boxes = {
            f"{name}_{box}": part
            for name, day in days.items()
            for box, part in zip(("day", "month", "year"), day, strict=True)
        }
        return told | boxes | {"reason": "Its share of May"} | changes

    def test_one_is_issued_paid_back_and_told_in_the_list(self, manager: Client) -> None:
        address = f"/fund/years/{a_fund().pk}/recharge/"
        assert address in manager.get("/fund/").text

        page = manager.post(address, self.typed(amount_pence="0"))
        assert "The amount must be more than £0.00" in page.text
        page = manager.post(address, self.typed(amount_pence="10.01"))
        assert "isn’t recharged yet; this asks for £10.01." in page.text
        page = manager.post(address, self.typed(), follow=True)
        assert "Its share of May" in page.text
        assert " days late" in page.text.partition("31 July 2026, ")[2]
        issued = Recharge.objects.latest("pk")

        assert "What agencies owe today" in manager.get("/fund/recharges/").text
        paid = {"recovered_on_day": "1", "recovered_on_month": "8", "recovered_on_year": "2026"}
        page = manager.post(f"/fund/recharges/{issued.pk}/recover/", paid, follow=True)
        assert "1 August 2026, booked by Ravi Menon" in page.text
        assert "31 July 2026, " not in page.text
        assert issued.number in manager.get("/fund/recharges/?stage=recovered").text
        assert manager.post(f"/fund/recharges/{issued.pk}/withdraw/").status_code == 409

    def test_one_is_withdrawn(self, manager: Client) -> None:
        issued = Recharge.objects.get()

        page = manager.post(f"/fund/recharges/{issued.pk}/withdraw/", follow=True)

        assert "is withdrawn." in page.text
        assert "Withdraw it" not in page.text
        assert "No recharge matches." in manager.get("/fund/recharges/?stage=issued").text


class TestJson:
    @pytest.fixture
    def manager(self) -> Caller:
        booked_invoice(a_fund())
        issued_recharge(a_fund())
        return Caller(a_person(Role.FUND_MANAGER))

    def test_one_is_issued_and_paid_back(self, manager: Caller) -> None:
        issued = manager.done("recharges/", BODIES["recharges"])
        assert (issued["agency"], issued["stage"]) == (HEALTH, "issued")
        assert len(manager.get("recharges/").json()["results"]) == 2

        paid = manager.done(f"recharges/{issued['id']}/recover/", BODIES["recover"])

        assert (paid["stage"], paid["recovered_on"]) == ("recovered", "2026-10-31")
        assert manager.get(f"recharges/{issued['id']}/").json() == paid

    def test_one_is_withdrawn_and_owed_no_more(self, manager: Caller) -> None:
        (debt,) = manager.get("recharges/debts/").json()
        assert (debt["agency"], debt["total_pence"]) == (HEALTH, 1_000)

        manager.done(f"recharges/{Recharge.objects.get().pk}/withdraw/")

        assert manager.get("recharges/debts/").json() == []

    def test_it_is_for_those_who_read_the_fund(self, manager: Caller) -> None:
        referrer = Caller(a_person(Role.REFERRER, HEALTH))

        assert referrer.get("recharges/").status_code == 403
        assert referrer.get("recharges/debts/").status_code == 403
        assert referrer.post("recharges/", BODIES["recharges"]).status_code == 403
