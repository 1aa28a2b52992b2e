"""What is missing locally: children are counted, and never told apart."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from panel import clock
from panel.agencies import access
from panel.agencies.models import Role
from panel.audit.models import ReadEvent
from panel.cases.figures import gaps
from panel.cases.stages import Stage
from tests.api import Caller
from tests.builders import CHOSEN, LOCAL, a_person, a_request

pytestmark = pytest.mark.django_db

READERS = (
    Role.COORDINATOR,
    Role.CHAIR,
    Role.AGENCY_LEAD,
    Role.FUND_MANAGER,
    Role.AUDITOR,
)
OTHERS = (Role.REFERRER, Role.ADVISER, Role.MEMBER, Role.ADMINISTRATOR)


def missing(area: str, group: str = "special_council", need: str = "ASD") -> dict[str, Any]:
    return CHOSEN | {"missing": {"group": group, "need": need, "area": area}}


def children(count: int, *options: dict[str, Any], stage: Stage = Stage.SUBMITTED) -> None:
    """Make requests for so many children, each with these options."""
    for number in range(count):
        child = {"given_name": f"Quill{number}", "family_name": "Zander", "born_on": "2013-05-01"}
        a_request(stage, child=child, options=[LOCAL, *options])


def found(role: Role = Role.COORDINATOR, **asked: Any) -> list[tuple[str, str, str]]:
    held = access.of(a_person(role), on=clock.today())
    return [(gap.need.value, gap.area, gap.children_told) for gap in gaps.found(held, **asked)]


class TestFound:
    def test_fewer_than_five_are_told_only_as_that(self):
        children(4, missing("Thanet"))
        assert found() == [("ASD", "Thanet", "fewer than 5")]

        children(1, missing(" thanet "))
        assert [told for _, _, told in found()] == ["5"]

    def test_counts_a_child_once_however_many_options_name_the_gap(self):
        another = missing("Thanet") | {"is_recommended": False, "provider": "Beech Hall"}
        children(3, missing("Thanet"), another)

        assert found() == [("ASD", "Thanet", "fewer than 5")]

    def test_the_widest_gap_comes_first_and_small_ones_by_name(self):
        children(2, missing("Swale"))
        children(1, missing("Dover"))
        children(5, missing("Thanet"))

        assert [area for _, area, _ in found()] == ["Thanet", "Dover", "Swale"]

    def test_leaves_out_drafts(self):
        children(1, missing("Thanet"), stage=Stage.DRAFT)

        assert found() == []

    def test_is_narrowed_to_the_year_in_which_requests_were_sent(self):
        children(1, missing("Thanet"))

        assert found(year=2026) == [("ASD", "Thanet", "fewer than 5")]
        assert found(year=2025) == []
        held = access.of(a_person(Role.CHAIR), on=clock.today())
        assert gaps.years(held) == [2026]

    def test_asks_the_database_once_however_many_there_are(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ):
        children(3, missing("Thanet"), missing("Dover") | {"is_recommended": False})
        held = access.of(a_person(Role.CHAIR), on=clock.today())

        with django_assert_num_queries(1):
            assert len(gaps.found(held)) == 2

    def test_tells_nothing_to_whom_no_report_is_for(self):
        children(1, missing("Thanet"))

        assert found(Role.MEMBER) == []


class TestTheDoorways:
    @pytest.mark.parametrize("role", READERS)
    def test_page_file_and_api_say_the_same(self, client: Client, role: Role):
        children(1, missing("Thanet"))
        reader = a_person(role)
        client.force_login(reader)

        page = client.get("/reports/gaps/?year=2026")
        assert "Thanet" in page.text
        assert "fewer than 5" in page.text
        assert "Q.Z." not in page.text
        file = client.get("/reports/gaps/file/")
        assert file.content.decode("utf-8-sig").splitlines() == [
            "Missing,For the need,Where,Children",
            "Special: council school,Autism,Thanet,fewer than 5",
        ]
        assert ReadEvent.objects.get(subject="gaps").by == reader.username
        (gap,) = Caller(reader).get("gaps/").json()
        assert gap == {
            "group": "special_council",
            "need": "ASD",
            "area": "Thanet",
            "children": None,
            "children_told": "fewer than 5",
        }
        assert Caller(reader).get("gaps/", year=2026).json() == [gap]
        assert Caller(reader).get("gaps/", year="1999").json() == []

    @pytest.mark.parametrize("role", OTHERS)
    def test_are_closed_to_others(self, client: Client, role: Role):
        client.force_login(a_person(role))

        assert client.get("/reports/gaps/").status_code == 403
        assert client.get("/reports/gaps/file/").status_code == 403
        assert Caller(a_person(role)).get("gaps/").status_code == 403

    def test_no_text_of_the_file_acts_as_a_formula(self, client: Client):
        children(1, missing("=1+1"))
        client.force_login(a_person(Role.CHAIR))

        assert ",'=1+1," in client.get("/reports/gaps/file/").text

    def test_a_year_that_is_none_is_told(self, client: Client):
        client.force_login(a_person(Role.CHAIR))

        page = client.get("/reports/gaps/?year=soon")
        assert "takes only what can be chosen there" in page.text
