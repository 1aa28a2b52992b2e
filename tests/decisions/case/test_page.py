"""The whole case on one page, for each role and stage."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from panel import clock
from panel.agencies import access
from panel.agencies.models import Role
from panel.audit.models import ReadEvent
from panel.cases import queries as requests
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions.case.money import CaseMoney, case_money
from panel.decisions.models import Outcome
from panel.decisions.outcomes.document import ConditionPart
from panel.money import Pence
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.models import Fund
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests.builders import (
    CHOSEN,
    LOCAL,
    MONDAY_9AM,
    a_fund,
    a_person,
    a_request,
    decide,
    submit,
    the_item,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client: Client) -> Any:
    """Return a function that signs somebody in and gives the client."""

    def sign_in(role: Role, agency: str = "") -> Client:
        client.force_login(a_person(role, agency))
        return client

    return sign_in


class TestCase:
    def test_shows_what_has_to_be_done_for_the_decision_to_stand(self, signed_in: Any) -> None:
        request = a_request(Stage.CONSIDERED)
        visits = ConditionPart(
            what="Visits every fortnight.", owner="Social care", due_on=date(2026, 11, 1)
        )
        decide(request, Outcome.AGREED_WITH_CONDITIONS, "B", conditions=(visits,))

        page = signed_in(Role.REFERRER, SOCIAL_CARE).get(f"/cases/{request}/").text

        assert "Visits every fortnight." in page
        assert "Social care, by 1 November 2026" in page

    @pytest.mark.parametrize("stage", list(Stage))
    def test_is_shown_at_every_stage(self, signed_in: Any, stage: Stage) -> None:
        placement_request = a_request(stage)

        page = signed_in(Role.REFERRER, SOCIAL_CARE).get(f"/cases/{placement_request}/")

        assert page.status_code == 200
        assert stage.label in page.text.replace("&#x27;", "’")
        assert "style=" not in page.text
        assert "<script" not in page.text

    @pytest.mark.parametrize(
        ("role", "agency", "answer"),
        [
            (Role.REFERRER, SOCIAL_CARE, 200),
            (Role.REFERRER, EDUCATION, 404),
            (Role.COORDINATOR, "", 200),
            (Role.ADVISER, HEALTH, 404),
            (Role.MEMBER, HEALTH, 200),
            (Role.CHAIR, "", 200),
            (Role.AGENCY_LEAD, HEALTH, 200),
            (Role.AUDITOR, "", 200),
            (Role.FUND_MANAGER, "", 403),
            (Role.ADMINISTRATOR, "", 403),
        ],
    )
    def test_answers_each_role(self, signed_in: Any, role: Role, agency: str, answer: int) -> None:
        placement_request = a_request(Stage.SUBMITTED)

        page = signed_in(role, agency).get(f"/cases/{placement_request}/")

        assert page.status_code == answer
        assert ReadEvent.objects.count() == (answer == 200)

    def test_keeps_the_childs_name_out_of_the_title(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.SUBMITTED)

        page = signed_in(Role.COORDINATOR).get(f"/cases/{placement_request}/")

        assert f"<title>{placement_request} – Joint Panel</title>" in page.text
        assert "Zander" not in page.text

    @pytest.mark.parametrize(
        ("stage", "role", "agency", "words"),
        [
            (Stage.DRAFT, Role.REFERRER, SOCIAL_CARE, "Write the request"),
            (Stage.SUBMITTED, Role.COORDINATOR, "", "Check the request"),
            (Stage.READY, Role.COORDINATOR, "", "Choose a meeting for it"),
            (Stage.LISTED, Role.MEMBER, HEALTH, "Open it on the agenda"),
            (Stage.CONSIDERED, Role.CHAIR, "", "Open it on the agenda"),
            (Stage.FUNDING, Role.AGENCY_LEAD, HEALTH, "Review Health’s share"),
        ],
    )
    def test_leads_each_reader_to_their_part(
        self, signed_in: Any, stage: Stage, role: Role, agency: str, words: str
    ) -> None:
        placement_request = a_request(stage)

        page = signed_in(role, agency).get(f"/cases/{placement_request}/")

        assert words in page.text

    def test_leads_a_referrer_to_no_agenda(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.LISTED)

        page = signed_in(Role.REFERRER, SOCIAL_CARE).get(f"/cases/{placement_request}/")

        assert f"/meetings/{the_item(placement_request).meeting_id}/" not in page.text

    def test_shows_who_pays_once_it_is_decided(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.APPROVED)
        number = placement_request.decisions.get().records.get().number

        page = signed_in(Role.AUDITOR).get(f"/cases/{placement_request}/")

        assert "What each agency pays" in page.text
        assert "3 of 3 approved" in page.text
        assert f'href="/decisions/{number}/"' in page.text

    def test_asks_as_much_for_thirty_options_as_for_three(
        self, signed_in: Any, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        few = a_request(options=[LOCAL, LOCAL, CHOSEN])
        many = a_request(options=[*[LOCAL] * 25, CHOSEN])
        submit(few)
        submit(many)
        client = signed_in(Role.CHAIR)

        for placement_request in (few, many):
            with django_assert_num_queries(34):
                client.get(f"/cases/{placement_request}/")


class TestMoney:
    def test_is_shown_before_and_after_for_who_may_read_the_fund(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.READY)

        page = signed_in(Role.CHAIR).get(f"/cases/{placement_request}/")

        assert "Money before and after option B" in page.text
        assert "£3,000,000.00" in page.text
        assert "£2,913,034.03" in page.text
        assert "The fund is one pot" in page.text

    @pytest.mark.parametrize(
        ("role", "agency"),
        [(Role.REFERRER, SOCIAL_CARE), (Role.COORDINATOR, ""), (Role.MEMBER, HEALTH)],
    )
    def test_is_not_shown_to_others(self, signed_in: Any, role: Role, agency: str) -> None:
        placement_request = a_request(Stage.READY)

        page = signed_in(role, agency).get(f"/cases/{placement_request}/")

        assert "Money before and after" not in page.text

    def test_counts_what_is_set_aside_once(self) -> None:
        listed, ready = a_request(Stage.FUNDING), a_request(Stage.READY)

        own, other = _money(listed), _money(ready)

        assert own.total.cells[0].note == "and £86,965.97 that it holds already"
        assert own.total.cells[2].words == own.total.cells[0].words
        assert other.total.cells[3].words == "£86,965.97"

    def test_says_what_is_short(self) -> None:
        a_fund(pence_each=Pence(10_000_00))

        money = _money(a_request(Stage.READY))

        assert money.short.startswith("£56,965.97 short.")
        assert money.total.cells[2].tone == "over"

    def test_is_told_by_pot_where_each_agency_keeps_its_own(self) -> None:
        placement_request = a_request(Stage.READY)
        Fund.objects.update(kind=FundKind.ALIGNED)

        money = _money(placement_request)

        assert money.one_pot == ""
        assert [row.agency for row in money.rows] == [EDUCATION, HEALTH, SOCIAL_CARE]
        assert all(row.cells[1].words != "–" for row in money.rows)

    @pytest.mark.parametrize("stage", [Stage.WITHDRAWN, Stage.APPROVED])
    def test_is_not_asked_of_a_closed_case(self, stage: Stage) -> None:
        assert _money_or_none(a_request(stage)) is None

    def test_is_unknown_without_dates_or_a_fund_for_the_year(self) -> None:
        undated = {name: value for name, value in CHOSEN.items() if not name.endswith("s_on")}
        later = CHOSEN | {"starts_on": "2028-05-01"}

        assert _money_or_none(a_request(options=[undated])) is None
        assert _money_or_none(a_request(options=[LOCAL, later])) is None


class TestWithdraw:
    def test_wants_a_reason_and_takes_it_back(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.ADVICE)
        client = signed_in(Role.REFERRER, SOCIAL_CARE)
        address = f"/cases/{placement_request}/withdraw/"

        without = client.post(address, {"reason": ""})
        page = client.post(address, {"reason": "The family moved."}, follow=True)

        assert "There is a problem" in without.text
        assert f"{placement_request} is withdrawn." in page.text
        assert "The request was withdrawn" in page.text
        assert "The family moved." in page.text

    def test_says_why_it_cannot_be_taken_back(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.DECLINED)

        page = signed_in(Role.REFERRER, SOCIAL_CARE).post(
            f"/cases/{placement_request}/withdraw/", {"reason": "We changed our mind."}
        )

        assert page.status_code == 409
        assert "We changed our mind." in page.text

    def test_is_offered_to_the_referrer_alone(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.ADVICE)
        address = f"/cases/{placement_request}/"

        assert "Withdraw the request" in signed_in(Role.REFERRER, SOCIAL_CARE).get(address).text
        assert "Withdraw the request" not in signed_in(Role.COORDINATOR).get(address).text


def _money_or_none(made: PlacementRequest) -> CaseMoney | None:
    fetched = requests.in_full(PlacementRequest.objects.filter(pk=made.pk)).get()
    held = access.of(a_person(Role.CHAIR), on=clock.date_of(MONDAY_9AM))
    return case_money(fetched, held)


def _money(made: PlacementRequest) -> CaseMoney:
    money = _money_or_none(made)
    assert money is not None
    return money
