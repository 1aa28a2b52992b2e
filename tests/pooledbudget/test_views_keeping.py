"""The pages on which a fund manager keeps the fund, from nothing to a closed year."""

from datetime import date

import pytest
from django.test import Client

from panel.agencies.models import Agency, Role
from panel.cases.stages import Stage
from panel.pooledbudget import operations, queries
from panel.pooledbudget.agreements.queries import TERMS
from panel.pooledbudget.models import Fund, FundYear, JournalEntry
from panel.sample import funds
from panel.sample.people import EDUCATION, HEALTH
from tests.builders import MONDAY_9AM, a_fund, a_panel, a_person, a_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(a_person(Role.FUND_MANAGER))
    return client


def the_agency(code: str) -> int:
    return Agency.objects.get(code=code).pk


def a_new_fund() -> dict[str, object]:
    return {
        "panel": a_panel().pk,
        "name": "Complex needs pool",
        "code": "needs",
        "kind": "pooled",
        "host": the_agency(EDUCATION),
    }


def paid_in(**changes: object) -> dict[str, object]:
    return {
        "agency": the_agency(HEALTH),
        "amount_pence": "1,250.50",
        "about": "Instalment 2",
    } | changes


def agree_to_go_below(fund: Fund, manager: Client) -> None:
    """Have the manager state that pots may go £500.00 below, and two partners consent to it."""
    day = {"starts_on_day": "1", "starts_on_month": "4", "starts_on_year": "2027"}
    stated = dict.fromkeys(TERMS, "As agreed.") | {"below_pence": "500"}
    who = {"manager": a_person(Role.FUND_MANAGER).pk}
    manager.post(f"/fund/{fund.code}/agreement/state/", stated | day | who)
    assert "£500.00" in manager.get(f"/fund/{fund.code}/agreement/").text
    for code in (EDUCATION, HEALTH):
        lead = Client()
        lead.force_login(a_person(Role.AGENCY_LEAD, code))
        told = {"agency": the_agency(code), "accepts_manager": "on"}
        lead.post(f"/fund/{fund.code}/agreement/1/consent/", told)


class TestOpening:
    def test_a_fund_its_agreement_and_its_first_year_are_opened_from_nothing(
        self, manager: Client
    ) -> None:
        assert "Open a fund" in manager.get("/fund/").text
        page = manager.post("/fund/open/", a_new_fund(), follow=True)
        assert "State what the partners agree next." in page.text
        assert page.redirect_chain[-1][0] == "/fund/needs/agreement/state/"

        agree_to_go_below(Fund.objects.get(code="needs"), manager)
        agencies = [the_agency(EDUCATION), the_agency(HEALTH)]
        page = manager.post(
            "/fund/needs/years/open/",
            {"year": "2027", "agencies": agencies},
            follow=True,
        )

        assert "The books for 2027 to 2028 are open." in page.text
        opened = FundYear.objects.get(fund__code="needs")
        assert queries.headroom(opened) == 500_00
        assert opened.accounts.filter(kind="reserved").count() == 2

    def test_a_year_without_an_agreement_stays_shut(self, manager: Client) -> None:
        manager.post("/fund/open/", a_new_fund())
        asked = {"year": "2027", "agencies": [the_agency(HEALTH)]}
        page = manager.post("/fund/needs/years/open/", asked)

        assert page.status_code == 409
        assert "State what the partners agree before a year is opened." in page.text

    def test_a_fund_without_a_year_is_offered_one(self, manager: Client) -> None:
        manager.post("/fund/open/", a_new_fund())

        assert "Open the first year of Complex needs pool" in manager.get("/fund/").text

    def test_a_fund_without_a_year_is_offered_one_beside_another(self, manager: Client) -> None:
        a_fund()
        manager.post("/fund/open/", a_new_fund())

        assert "Open the first year of Complex needs pool" in manager.get("/fund/").text

    def test_what_is_wrong_is_told_and_what_was_typed_kept(self, manager: Client) -> None:
        page = manager.post("/fund/open/", a_new_fund() | {"code": "No Spaces", "name": ""})

        assert "Use lower-case letters, digits and hyphens" in page.text
        assert "“Name” needs an answer" in page.text
        assert "No Spaces" in page.text
        assert not Fund.objects.exists()

    def test_a_code_that_is_taken_is_said_to_be(self, manager: Client) -> None:
        code = a_fund().fund.code
        page = manager.post("/fund/open/", a_new_fund() | {"code": code})

        assert page.status_code == 409
        assert "There is a fund with the code pool already." in page.text

    def test_a_year_is_opened_once(self, manager: Client) -> None:
        fund = a_fund().fund
        asked = {"year": "2026", "agencies": [the_agency(HEALTH)]}
        empty = manager.get(f"/fund/{fund.code}/years/open/").text
        assert 'value="2027"' in empty  # the year after, with the partners of the last
        assert empty.count(" checked") == 3
        page = manager.post(f"/fund/{fund.code}/years/open/", asked)

        assert page.status_code == 409
        assert "for 2026 to 2027 have been opened already" in page.text

    def test_how_far_below_its_money_a_pot_goes_is_for_the_partners_and_not_its_manager(
        self, manager: Client
    ) -> None:
        fund = a_fund().fund
        asked = {"year": "2030", "agencies": [the_agency(HEALTH)], "below_pence": "500"}

        manager.post(f"/fund/{fund.code}/years/open/", asked)

        assert queries.headroom(fund.years.get(year=2030)) == 0


class TestReceiving:
    def test_a_contribution_is_booked_and_shows(self, manager: Client) -> None:
        year = a_fund()
        page = manager.post(f"/fund/years/{year.pk}/contribution/", paid_in(), follow=True)

        assert "Instalment 2 of Health is booked." in page.text
        entry = JournalEntry.objects.get(about="Instalment 2")
        assert entry.posted_by == a_person(Role.FUND_MANAGER).username
        assert entry.postings.first().amount_pence == 1_250_50

    def test_the_same_paper_again_moves_nothing(self, manager: Client) -> None:
        year = a_fund()
        for _ in range(2):
            page = manager.post(f"/fund/years/{year.pk}/contribution/", paid_in(), follow=True)

        assert "Instalment 2 of Health was booked before: nothing has moved." in page.text
        assert JournalEntry.objects.filter(about="Instalment 2").count() == 1

    def test_the_same_paper_with_another_amount_is_refused(self, manager: Client) -> None:
        address = f"/fund/years/{a_fund().pk}/contribution/"
        manager.post(address, paid_in())
        page = manager.post(address, paid_in(amount_pence="7"))

        assert page.status_code == 409
        assert "Instalment 2 is booked already, for another amount." in page.text

    def test_nothing_isn_t_an_amount(self, manager: Client) -> None:
        page = manager.post(f"/fund/years/{a_fund().pk}/contribution/", paid_in(amount_pence="0"))

        assert page.status_code == 409
        assert "Instalment 2: give an amount above £0.00." in page.text


class TestTakingBack:
    def test_a_contribution_booked_by_mistake_is_undone_and_both_entries_stay(
        self, manager: Client
    ) -> None:
        year = a_fund()
        before = queries.headroom(year)
        manager.post(f"/fund/years/{year.pk}/contribution/", paid_in())
        booked = JournalEntry.objects.get(about="Instalment 2")
        address = f"/fund/entries/{booked.pk}/take-back/"
        assert address in manager.get("/fund/ledger/").text
        assert "1,250.50" in manager.get(address).text

        page = manager.post(address, {"reason": "It was another fund’s."}, follow=True)

        assert "Instalment 2 is taken back." in page.text
        assert queries.headroom(year) == before
        assert booked.reversed_by.memo == "Instalment 2 taken back: It was another fund’s."
        ledger = manager.get("/fund/ledger/").text
        assert "It was another fund’s." in ledger
        assert address not in ledger

    def test_its_paper_is_booked_anew_as_often_as_it_was_taken_back(self, manager: Client) -> None:
        year = a_fund()
        before = queries.headroom(year)
        for amount in ("1,250.50", "1,250.50", "99.00"):
            page = manager.post(
                f"/fund/years/{year.pk}/contribution/", paid_in(amount_pence=amount), follow=True
            )
            assert "Instalment 2 of Health is booked." in page.text
            booked = JournalEntry.objects.filter(about="Instalment 2", verb="receive").latest("pk")
            assert queries.headroom(year) > before
            manager.post(f"/fund/entries/{booked.pk}/take-back/", {"reason": "A slip."})

        assert queries.headroom(year) == before

    def test_once_however_often_and_for_whatever_reason_it_is_asked(self, manager: Client) -> None:
        manager.post(f"/fund/years/{a_fund().pk}/contribution/", paid_in())
        booked = JournalEntry.objects.get(about="Instalment 2")
        for reason in ("It was another fund’s.", "It never came."):
            page = manager.post(
                f"/fund/entries/{booked.pk}/take-back/", {"reason": reason}, follow=True
            )
            assert "Instalment 2 is taken back." in page.text

        assert booked.reversed_by.memo == "Instalment 2 taken back: It was another fund’s."

    def test_it_says_why(self, manager: Client) -> None:
        year = a_fund()
        manager.post(f"/fund/years/{year.pk}/contribution/", paid_in())
        booked = JournalEntry.objects.get(about="Instalment 2")

        page = manager.post(f"/fund/entries/{booked.pk}/take-back/", {"reason": ""})

        assert "needs an answer" in page.text
        assert not hasattr(JournalEntry.objects.get(pk=booked.pk), "reversed_by")

    def test_what_is_promised_already_can_t_be(self, manager: Client) -> None:
        a_request(Stage.CONSIDERED)
        paid = JournalEntry.objects.filter(verb="receive").latest("number")

        page = manager.post(f"/fund/entries/{paid.pk}/take-back/", {"reason": "Never came."})

        assert page.status_code == 409
        assert "The fund has" in page.text

    def test_an_entry_of_a_request_follows_its_decisions(self, manager: Client) -> None:
        a_request(Stage.CONSIDERED)
        reserved = JournalEntry.objects.get(verb="reserve")
        with pytest.raises(operations.NotAContribution):
            operations.take_back_contribution(
                entry_id=reserved.pk,
                reason="A slip.",
                by=a_person(Role.FUND_MANAGER),
                at=MONDAY_9AM,
            )

        assert manager.get(f"/fund/entries/{reserved.pk}/take-back/").status_code == 404


class TestClosing:
    def test_says_what_is_missing_before_and_after_it_is_pressed(self, manager: Client) -> None:
        a_request(Stage.CONSIDERED)
        year = a_fund()

        for page in (
            manager.get(f"/fund/years/{year.pk}/close/"),
            manager.post(f"/fund/years/{year.pk}/close/"),
        ):
            assert "is still reserved for requests." in page.text
            assert "What is left in it hasn’t been settled." in page.text
        assert page.status_code == 409
        year.refresh_from_db()
        assert year.closed_at is None

    def test_a_year_that_is_over_and_settled_is_closed_and_takes_no_entry(
        self, manager: Client
    ) -> None:
        year = last_year()
        manager.post(f"/fund/years/{year.pk}/settle/")
        page = manager.post(f"/fund/years/{year.pk}/close/", follow=True)
        assert "The books for 2020 to 2021 are closed." in page.text
        assert "Book a contribution" not in page.text
        assert "Closed on" in page.text

        page = manager.post(f"/fund/years/{year.pk}/contribution/", paid_in())

        assert page.status_code == 409
        assert "The books for 2020 to 2021 are closed." in page.text


def last_year() -> FundYear:
    """Return a year of the fund that is over, with nothing in it."""
    fund = a_fund().fund
    funds.agree(fund, starts_on=date(2020, 4, 1), at=MONDAY_9AM)
    return operations.open_fund_year(
        fund_id=fund.pk,
        year=2020,
        agency_ids=list(fund.panel.agencies.values_list("pk", flat=True)),
        by=a_person(Role.FUND_MANAGER),
        at=MONDAY_9AM,
    )


class TestDoors:
    def test_who_only_reads_the_fund_is_offered_nothing_and_kept_out(self, client: Client) -> None:
        year = a_fund()
        client.force_login(a_person(Role.AUDITOR))

        assert "Keep the fund" not in client.get("/fund/").text
        entry = JournalEntry.objects.filter(fund_year=year).latest("pk").pk
        assert "Take it back" not in client.get("/fund/ledger/").text
        for address in (
            "open/",
            "pool/years/open/",
            f"years/{year.pk}/close/",
            f"entries/{entry}/take-back/",
        ):
            assert client.post(f"/fund/{address}").status_code == 403
        assert client.post(f"/fund/years/{year.pk}/contribution/").status_code == 403

    def test_a_fund_of_another_panel_isn_t_there(self, manager: Client) -> None:
        assert manager.get("/fund/years/999999/close/").status_code == 404
        assert manager.get("/fund/elsewhere/years/open/").status_code == 404
