"""What the rules ask that differ most from panel to panel, under other rules than the sample's."""

from typing import Any

import pytest

from panel.cases.guarding import facts as guard_facts
from panel.cases.stages import Stage
from panel.sample.people import EDUCATION, SOCIAL_CARE
from tests import builders
from tests.builders import CHOSEN, DOCUMENT, LOCAL, MONDAY_9AM, a_request, live_by

pytestmark = pytest.mark.django_db


def fact(name: str, **changes: Any) -> Any:
    """Return one fact of a new request, but for some changes of its document."""
    return getattr(guard_facts.facts(a_request(**changes), on=MONDAY_9AM.date()), name)


def born(day: str) -> dict[str, Any]:
    """Return what changes for a child born on a day."""
    return {"child": DOCUMENT["child"] | {"born_on": day}}


class TestViews:
    def test_may_be_wanting_for_a_reason(self) -> None:
        story = DOCUMENT["story"] | {"child_views": "", "child_views_absent_because": "Asleep"}

        assert fact("views_held", story=story)

    def test_may_not_where_the_rules_take_no_reason(self) -> None:
        live_by("views_required = true", "views_required = true\nviews_absence_reason = false")
        story = DOCUMENT["story"] | {"child_views": "", "child_views_absent_because": "Asleep"}

        assert not fact("views_held", story=story)


class TestOtherAgencies:
    def test_are_not_asked_where_the_rules_don_t_say_so(self) -> None:
        live_by("[referral]", "[referral]\ncross_agency_check = false")

        assert fact("agencies_asked", preparation={})


class TestPapers:
    def test_are_asked_for_by_what_the_child_has_and_who_would_pay(self) -> None:
        line = CHOSEN["cost_lines"][0] | {"shares": {SOCIAL_CARE: 10_000}}

        missing = fact(
            "papers_missing",
            child=DOCUMENT["child"] | {"plan_stage": "issued"},
            options=[LOCAL, CHOSEN | {"cost_lines": [line]}],
            declaration={},
        )

        assert missing == (
            "Assessment by Social care, Child’s plan and Education, health and care plan"
        )


class TestConsent:
    @pytest.mark.parametrize(
        ("born_on", "signed", "is_held"),
        [
            ("2015-05-01", {}, False),
            ("2015-05-01", {"family_consented_on": "2026-09-01"}, True),
            ("2015-05-01", {"child_consented_on": "2026-09-01"}, False),
            ("2013-05-01", {"family_consented_on": "2026-09-01"}, False),
            ("2013-05-01", {"child_consented_on": "2026-09-01"}, True),
        ],
    )
    def test_is_the_family_s_until_the_child_s_own_counts(
        self, born_on: str, signed: dict[str, str], is_held: bool
    ) -> None:
        live_by("[sharing]", "[sharing]\nconsent_required = true\nchild_consent_age = 12")

        assert fact("consent_held", sharing=signed, **born(born_on)) is is_held

    def test_is_not_asked_where_information_is_shared_on_another_basis(self) -> None:
        assert fact("consent_held", sharing={})


class TestCapacity:
    @pytest.mark.parametrize(
        ("born_on", "is_asked"), [("2010-09-08", False), ("2010-09-07", True)]
    )
    def test_is_asked_from_the_sixteenth_birthday(self, born_on: str, is_asked: bool) -> None:
        assert fact("capacity_recorded", **born(born_on)) is not is_asked
        assert fact("capacity_recorded", sharing={"capacity": "lacks"}, **born("2010-09-07"))


class TestSearch:
    @pytest.mark.parametrize(
        ("local", "chosen", "is_in_order"),
        [
            ({}, {}, True),
            ({"miles": None}, {}, False),
            ({}, {"miles": None}, False),
            ({"why_not": " "}, {}, False),
            ({"why_not": " ", "miles": 41}, {}, True),
            ({}, {"is_recommended": False}, False),
        ],
    )
    def test_weighs_nearer_options_first(
        self, local: dict[str, Any], chosen: dict[str, Any], is_in_order: bool
    ) -> None:
        live_by("[referral]", "[referral]\nsearch_order_required = true")

        assert fact("nearer_refused", options=[LOCAL | local, CHOSEN | chosen]) is is_in_order


class TestExclusions:
    @pytest.mark.parametrize(
        ("excluded", "left_out"),
        [
            ("single_agency", "one agency alone pays"),
            ("adult", "they are 18 or older on the first day"),
            ("court_ordered", "a court has ordered the placement"),
        ],
    )
    def test_are_seen_from_what_is_told_and_what_is_costed(
        self, excluded: str, left_out: str
    ) -> None:
        live_by("[routing]", f'[routing]\nexclusions = ["{excluded}"]')
        line = CHOSEN["cost_lines"][0] | {"shares": {EDUCATION: 10_000}}
        changes = {
            "grounds": DOCUMENT["grounds"] | {"circumstances": ["court_ordered"]},
            "options": [LOCAL, CHOSEN | {"cost_lines": [line]}],
            **born("2008-10-05"),
        }

        assert fact("left_out", **changes) == left_out
        assert fact("belongs_here")


def test_advice_is_not_asked_of_an_agency_for_which_the_child_is_too_old() -> None:
    line = CHOSEN["cost_lines"][0] | {"shares": {EDUCATION: 5_000, SOCIAL_CARE: 5_000}}
    request = a_request(
        Stage.SUBMITTED,
        sharing={"capacity": "decides"},
        options=[LOCAL, CHOSEN | {"cost_lines": [line]}],
        **born("2008-10-05"),
    )

    builders.ask_for_advice(request)

    asked = request.advice.order_by("agency__code").values_list("agency__code", flat=True)
    assert list(asked) == [EDUCATION, SOCIAL_CARE]
