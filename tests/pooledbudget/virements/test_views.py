"""The pages on which money is moved from where it lies."""

from datetime import date

import pytest
from django.test import Client

from panel import clock
from panel.agencies.models import Agency, Person, Role
from panel.money import Pence
from panel.pooledbudget import operations, queries
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.models import FundYear, Route, Virement
from panel.pooledbudget.virements import presenters
from panel.sample import funds
from panel.sample.people import EDUCATION, HEALTH
from tests.api import Caller
from tests.builders import MONDAY_9AM, a_fund, a_panel, a_person

pytestmark = pytest.mark.django_db


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def manager() -> Client:
    return signed_in(a_person(Role.FUND_MANAGER))


@pytest.fixture
def year() -> FundYear:
    """This year of an aligned fund, beside the pooled one, in which education has £1,000.00."""
    a_fund()
    by, ids = a_person(Role.FUND_MANAGER), dict(a_panel().agencies.values_list("code", "pk"))
    press = {"by": by, "at": MONDAY_9AM}
    fund = operations.open_fund(
        panel_id=a_panel().pk,
        code="pots",
        name="Pots",
        kind=FundKind.ALIGNED,
        host_id=ids[EDUCATION],
        **press,
    )
    this = clock.today().year if clock.today().month > 3 else clock.today().year - 1
    funds.agree(fund, starts_on=date(this, 4, 1), at=MONDAY_9AM)
    opened = operations.open_fund_year(
        fund_id=fund.pk, year=this, agency_ids=list(ids.values()), **press
    )
    operations.receive_contribution(
        fund_year=opened,
        about="All of it",
        amounts={ids[EDUCATION]: Pence(1_000_00)},
        key="pots",
        **press,
    )
    return opened


def proposed(**changes: object) -> dict[str, object]:
    return {
        "route": "pots",
        "from_agency": Agency.objects.get(code=EDUCATION).pk,
        "to_agency": Agency.objects.get(code=HEALTH).pk,
        "amount_pence": "200",
        "reason": "A ward closed.",
    } | changes


def test_money_is_proposed_agreed_and_moved(manager: Client, year: FundYear) -> None:
    pages = f"/fund/years/{year.pk}/virements/"
    assert "Nobody has proposed to move any." in manager.get(pages).text
    said = manager.post(f"{pages}propose/", proposed(), follow=True).text
    assert "It is proposed." in said
    assert "Move the money" not in said
    address = f"/fund/virements/{Virement.objects.get().pk}/"

    chair = signed_in(a_person(Role.CHAIR))
    assert "Agree to it" in chair.get(address).text
    assert (address in chair.get("/").text, address in manager.get("/").text) == (True, False)
    chair.post(f"{address}agree/")
    assert "Agree to it" not in chair.get(address).text
    assert (address in chair.get("/").text, address in manager.get("/").text) == (False, True)

    said = manager.post(f"{address}post/", follow=True).text
    assert "The money has moved." in said
    assert "Its entry in the ledger of" in said
    assert address not in manager.get("/").text
    moved = str(Virement.objects.get())
    ledger = manager.get("/fund/ledger/", {"year": year.pk, "about": moved}).text
    assert f"{moved}: money moved" in ledger
    assert a_person(Role.FUND_MANAGER).name in ledger.partition("Posted")[2][:200]
    assert "Education’s pot" in manager.get(pages).text
    health = Agency.objects.get(code=HEALTH)
    assert queries.headroom(year, health.pk) == 200_00


def test_nothing_moves_before_everybody_agreed(manager: Client, year: FundYear) -> None:
    manager.post(f"/fund/years/{year.pk}/virements/propose/", proposed())
    answer = manager.post(f"/fund/virements/{Virement.objects.get().pk}/post/")

    assert answer.status_code == 409
    assert "The board, by its chair hasn’t agreed yet." in answer.text


def test_a_wrong_way_is_told_and_what_was_typed_kept(manager: Client, year: FundYear) -> None:
    pages = f"/fund/years/{year.pk}/virements/propose/"
    page = manager.post(pages, proposed(from_agency=""))

    assert page.status_code == 409
    assert "Money moves from one agency’s pot to another’s." in page.text
    assert "A ward closed." in page.text


def test_what_holds_nothing_is_not_offered(manager: Client, year: FundYear) -> None:
    pots = manager.get(f"/fund/years/{year.pk}/virements/propose/").text
    pool = manager.get(f"/fund/years/{a_fund().pk}/virements/propose/").text

    assert ("Between agencies’ pots" in pots, "From the risk reserve" in pots) == (True, False)
    offered = pots.partition("From whose pot?")[2].partition("</select>")[0]
    assert ("Education" in offered, "Health" in offered) == (True, False)
    assert ("Between agencies’ pots" in pool, "Out of the fund" in pool) == (False, True)

    health = Agency.objects.get(code=HEALTH).pk
    over = {"about": "Over", "key": "over", "by": a_person(Role.FUND_MANAGER), "at": MONDAY_9AM}
    operations.authorise_floor(fund_year=year, agency_id=health, pence=Pence(1), **over)
    pots = manager.get(f"/fund/years/{year.pk}/virements/propose/").text
    assert "Health" not in pots.partition("From whose pot?")[2].partition("</select>")[0]


def test_whoever_proposed_it_withdraws_it(manager: Client, year: FundYear) -> None:
    manager.post(f"/fund/years/{year.pk}/virements/propose/", proposed())
    address = f"/fund/virements/{Virement.objects.get().pk}/"
    chair = signed_in(a_person(Role.CHAIR))
    assert "Withdraw it" not in chair.get(address).text
    page = manager.get(address).text
    assert "Withdraw it" in page
    assert a_person(Role.FUND_MANAGER).name in page.partition("Proposed")[2][:200]

    said = manager.post(f"{address}withdraw/", follow=True).text

    assert "It is withdrawn." in said
    assert "Withdraw it" not in said
    assert "Agree to it" not in chair.get(address).text
    assert manager.post(f"{address}withdraw/").status_code == 409


def test_the_way_out_is_shown_with_both_funds(manager: Client, year: FundYear) -> None:
    education = Agency.objects.get(code=EDUCATION).pk
    asked = proposed(route="out", from_agency="", to_year=a_fund().pk, to_agency=education)
    said = manager.post(f"/fund/years/{year.pk}/virements/propose/", asked, follow=True).text

    assert f"Education in {year}" in said
    assert "Education in Northmere pooled fund, 2026 to 2027" in said
    address = f"/fund/virements/{Virement.objects.get().pk}/"
    for one in (year, a_fund()):
        assert address in manager.get(f"/fund/years/{one.pk}/virements/").text


def test_a_draw_on_the_reserve_says_so() -> None:
    drawn = Virement(fund_year=a_fund(), route=Route.RESERVE)

    assert (presenters.source(drawn), presenters.target(drawn)) == ("The risk reserve", "The pot")


def test_nothing_is_set_aside_where_the_rules_keep_nothing(manager: Client) -> None:
    answer = manager.post(f"/fund/years/{a_fund().pk}/set-aside/")

    assert answer.status_code == 409
    assert "All that the panel’s rules keep against risk is set aside." in answer.text


def test_the_same_over_the_api(year: FundYear) -> None:
    manager = a_person(Role.FUND_MANAGER)
    caller = Caller(manager)
    path = f"fund/pots/years/{year.year}/virements/"
    asked = {
        "route": "pots",
        "from_agency": EDUCATION,
        "to_agency": HEALTH,
        "amount_pence": 20_000,
        "reason": "A ward closed.",
    }
    made = caller.done(path, asked)
    assert made["missing"] == ["The board, by its chair"]
    assert Caller(a_person(Role.CHAIR)).done(f"{path}{made['id']}/agree/")["missing"] == []

    assert caller.done(f"{path}{made['id']}/post/")["posted_at"]
    told = caller.get(path).json()[0]
    assert told["from_agency"] == EDUCATION
    assert {told["proposed_by"], told["posted_by"]} == {manager.name}
    again = caller.done(path, asked)
    assert caller.done(f"{path}{again['id']}/withdraw/")["stage"] == "withdrawn"
    out = {"route": "out", "to_agency": EDUCATION, "amount_pence": 1, "reason": "Moved."}
    into = {"fund": a_fund().fund.code, "year": a_fund().year}
    assert caller.done(path, out | {"into": into})["into"] == "pool"
    refused = caller.post(f"fund/pots/years/{year.year}/set-aside/")
    assert refused.status_code == 409
