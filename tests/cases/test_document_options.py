"""An option as the document holds it: what may stand beside what, told at its own field."""

import json
from typing import Any

import pytest

from panel.cases.document import CostLinePart, Faulty, OptionPart, ProviderPart, parse
from panel.cases.document.costs import HIGH_NEEDS_REFUSED
from tests.builders import CHOSEN, LOCAL

LINE = {"kind": "care", "rate_pence": 100, "unit": "week"}
MISSING = {"group": "special_council", "need": "ASD", "area": "Thanet"}
PROVIDER = {"name": "Larkrise", "placement_group": "other", "social_care_urn": "SC123456"}


def faults(kind: Any, told: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(Faulty) as faulty:
        parse(kind, json.dumps(told))
    return [(fault.pointer, fault.sentence) for fault in faulty.value.faults]


class TestCostLine:
    @pytest.mark.parametrize(
        ("changes", "pointer", "sentence"),
        [
            ({"funding_source": "high_needs"}, "/funding_source", f"{HIGH_NEEDS_REFUSED}."),
            (
                {"uplift_basis_points": 300},
                "/uplift_from",
                "An uplift needs both its size and the day it starts on.",
            ),
            (
                {"uplift_from": "2027-04-01"},
                "/uplift_from",
                "An uplift needs both its size and the day it starts on.",
            ),
            (
                {"starts_on": "2027-04-01", "ends_on": "2027-03-31"},
                "/ends_on",
                "The last day of this cost is before its first.",
            ),
            ({"days_per_week": 8}, "/days_per_week", "This must be at most 7."),
        ],
    )
    def test_refuses(self, changes: dict[str, Any], pointer: str, sentence: str):
        assert faults(CostLinePart, LINE | changes) == [(pointer, sentence)]

    def test_high_needs_money_pays_for_education(self):
        told = LINE | {"kind": "education", "funding_source": "high_needs"}

        assert parse(CostLinePart, json.dumps(told)).funding_source == "high_needs"


class TestOption:
    @pytest.mark.parametrize(
        ("option", "changes", "pointer", "sentence"),
        [
            (LOCAL, {"missing": MISSING}, "/missing", "An option in the area replaces no local"),
            (CHOSEN, {"rated_on": "2026-01-01"}, "/rated_on", "Say what the inspectors found"),
            (CHOSEN, {"vacancy": "place"}, "/vacancy", "Say on which day the provider was asked"),
            (
                CHOSEN,
                {"fits": [{"need": "ASD", "fit": "meets"}] * 2},
                "/fits",
                "Judge each need once.",
            ),
            (
                CHOSEN,
                {"cost_lines": [LINE | {"ends_on": "2029-01-01"}]},
                "/cost_lines",
                "Cost line 1 runs outside the placement’s own dates.",
            ),
            (
                CHOSEN,
                {"cost_lines": [LINE, LINE | {"starts_on": "2026-09-01"}]},
                "/cost_lines",
                "Cost line 2 runs outside the placement’s own dates.",
            ),
        ],
    )
    def test_refuses(
        self, option: dict[str, Any], changes: dict[str, Any], pointer: str, sentence: str
    ):
        ((where, told),) = faults(OptionPart, option | changes)

        assert where == pointer
        assert told.startswith(sentence)

    def test_out_of_area_it_says_what_it_replaces(self):
        told = parse(OptionPart, json.dumps(CHOSEN | {"missing": MISSING}))

        assert told.missing.area == "Thanet"


class TestProvider:
    @pytest.mark.parametrize(
        ("changes", "pointer"),
        [
            ({"social_care_urn": ""}, "/ods_code"),
            ({"urn": "12"}, "/urn"),
            ({"social_care_urn": "123456"}, "/social_care_urn"),
            ({"ods_code": "a-b"}, "/ods_code"),
            ({"rated_on": "2026-01-01"}, "/rated_on"),
        ],
    )
    def test_refuses(self, changes: dict[str, Any], pointer: str):
        assert [where for where, _ in faults(ProviderPart, PROVIDER | changes)] == [pointer]

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [("m11ae", "M1 1AE"), ("SW1A 1AA", "SW1A 1AA"), ("", ""), ("ct1", "CT1")],
    )
    def test_writes_a_postcode_one_way(self, typed: str, kept: str):
        assert parse(ProviderPart, json.dumps(PROVIDER | {"postcode": typed})).postcode == kept
