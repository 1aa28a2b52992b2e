"""What brings a placement back to its panel."""

from datetime import date

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.cases.models import Placement
from panel.cases.placements import returns
from panel.cases.stages import Stage
from panel.policies.schema import Policy
from tests import builders
from tests.builders import (
    CHOSEN,
    DOCUMENT,
    FIRST_DAY,
    LOCAL,
    a_panel,
    a_person,
    a_request,
    live_by,
)

pytestmark = pytest.mark.django_db
ON = date(2026, 10, 5)


def rules() -> Policy:
    """Return the sample panel's rules."""
    return a_panel().policies.latest("number").policy


class TestMoves:
    @pytest.mark.parametrize(
        ("stays", "counted"),
        [
            ([], 0),
            ([(ON, "Alder Vale")], 0),
            ([(date(2020, 1, 1), "Ropewalk"), (ON, "Alder Vale")], 1),
            ([(date(2020, 1, 1), "Alder Vale"), (ON, "Alder Vale")], 0),
            ([(date(2025, 1, 1), "Ropewalk"), (date(2025, 10, 5), "Alder Vale")], 0),
            ([(date(2025, 1, 1), "Ropewalk"), (date(2025, 10, 6), "Alder Vale")], 1),
            ([(date(2026, 1, 1), "A"), (date(2026, 3, 1), "B"), (ON, "A")], 2),
        ],
    )
    def test_are_those_between_providers_within_twelve_months(
        self, stays: list[tuple[date, str]], counted: int
    ) -> None:
        assert returns.moves(stays, on=ON) == counted


class TestReasons:
    def test_a_placement_that_broke_down_comes_back(self) -> None:
        placement = Placement.objects.get(placement_request=a_request(Stage.ENDED))

        assert returns.reasons(placement, rules(), on=FIRST_DAY) == ["It broke down."]

    def test_not_where_the_rules_let_it_be(self) -> None:
        live_by("[routing]", '[routing]\nreturn_triggers = ["moves"]')
        placement = Placement.objects.get(placement_request=a_request(Stage.ENDED))

        assert returns.reasons(placement, rules(), on=FIRST_DAY) == []

    def test_so_do_as_many_moves_as_the_rules_say(self) -> None:
        live_by("[routing]", "[routing]\nmoves_threshold = 1")
        child = DOCUMENT["child"] | {"nhs_number": "9990000034"}
        a_request(Stage.ENDED, child=child)
        elsewhere = [LOCAL, CHOSEN | {"provider": "Ropewalk"}]
        moved = a_request(Stage.APPROVED, child=child, options=elsewhere)
        placement = builders.place(moved, provider="Ropewalk")

        assert returns.reasons(placement, rules(), on=FIRST_DAY) == [
            "The child has moved 1 time within twelve months."
        ]


def test_the_page_of_the_placement_says_so(client: Client) -> None:
    request = a_request(Stage.ENDED)
    client.force_login(a_person(Role.COORDINATOR))

    page = client.get(f"/placements/{request}/")

    assert "What brings it back to the panel" in page.text
    assert "It broke down." in page.text
