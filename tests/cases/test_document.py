"""A request as one plain document: what it accepts, and how it names each fault."""

import json

import pytest

from panel.cases.document import Fault, Faulty, RequestDocument, parse
from tests.builders import DOCUMENT


def faults(**changes: object) -> list[Fault]:
    with pytest.raises(Faulty) as faulty:
        parse(RequestDocument, json.dumps(DOCUMENT | changes))
    return faulty.value.faults


def child(**changes: object) -> dict[str, object]:
    return {**DOCUMENT["child"], **changes}


class TestParse:
    def test_reads_a_whole_request(self):
        document = parse(RequestDocument, json.dumps(DOCUMENT))

        assert document.child.given_name == "Quill"
        assert document.options[1].cost_lines[0].shares["health"] == 3_000

    def test_a_draft_needs_only_an_agency_and_a_child(self):
        bare = {"referring_agency": "health", "child": DOCUMENT["child"]}

        assert parse(RequestDocument, json.dumps(bare)).options == ()

    @pytest.mark.parametrize(
        ("changes", "pointer", "sentence"),
        [
            ({"colour": "blue"}, "/colour", "This name isn't known here."),
            ({"child": {}}, "/child/given_name", "This is missing."),
            (
                {"child": child(nhs_number="9990000019")},
                "/child/nhs_number",
                "This isn't a valid NHS number: check its ten digits.",
            ),
            (
                {"child": child(born_on="yesterday")},
                "/child/born_on",
                "This must be a date such as 2026-09-01.",
            ),
            (
                {"child": child(given_name="Q\0")},
                "/child/given_name",
                "This holds a character that can't be stored, U+0000.",
            ),
            ({"needs": [{"code": "ASD"}] * 2}, "/needs", "Name each need once."),
            (
                {"options": [DOCUMENT["options"][1]] * 2},
                "/options",
                "Recommend one option, not more.",
            ),
        ],
    )
    def test_names_a_fault_by_its_place(self, changes: dict, pointer: str, sentence: str):
        assert Fault(pointer, sentence) in faults(**changes)

    def test_names_all_faults_at_once(self):
        assert len(faults(kind="holiday", child={}, colour="blue")) == 5

    def test_a_rate_of_half_a_penny_is_no_rate(self):
        line = {**DOCUMENT["options"][1]["cost_lines"][0], "rate_pence": 0.5}
        option = {**DOCUMENT["options"][1], "cost_lines": [line]}

        (fault,) = faults(options=[option])
        assert fault.pointer == "/options/0/cost_lines/0/rate_pence"

    def test_an_end_before_the_start_is_a_fault_of_the_option(self):
        option = {**DOCUMENT["options"][1], "ends_on": "2026-01-01"}

        assert faults(options=[option]) == [
            Fault("/options/0", "The end date is before the start date.")
        ]
