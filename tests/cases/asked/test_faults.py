"""Only what the panel asks is answered, by days that can be true: all of it is said at once."""

from typing import Any

import pytest

from panel.cases import operations
from panel.cases.document import (
    GroundsPart,
    PanelAnswerPart,
    PanelAnswersPart,
    PreparationPart,
)
from panel.cases.models import PlacementRequest
from panel.parsing import Faulty
from tests.builders import DOCUMENT, MONDAY_9AM, a_request

pytestmark = pytest.mark.django_db
NOT_ASKED = PanelAnswerPart(question="Is it cheap?", answer="Yes.")
NOT_OURS = GroundsPart(criteria_met=("It is near",))
STRANGE = {"police": "known"}


def pointers(refused: pytest.ExceptionInfo[Faulty]) -> set[str]:
    return {fault.pointer for fault in refused.value.faults}


def this(request: PlacementRequest) -> dict[str, Any]:
    return {"placement_request_id": request.pk, "by": request.started_by, "at": MONDAY_9AM}


@pytest.mark.parametrize(
    ("answers", "pointer"),
    [
        (NOT_OURS, "/criteria_met/0"),
        (PreparationPart.model_validate({"known_to": STRANGE}, strict=False), "/known_to/police"),
    ],
)
def test_a_section_points_to_what_is_not_the_panel_s(answers: Any, pointer: str):
    request = a_request()

    with pytest.raises(Faulty) as refused:
        operations.tell(**this(request), part=answers)

    assert pointers(refused) == {pointer}


def test_a_section_points_at_once_to_an_untrue_day_and_to_what_is_not_the_panel_s():
    request = a_request()
    told = {"agencies_met_on": "2026-09-08", "known_to": STRANGE}

    with pytest.raises(Faulty) as refused:
        operations.tell(**this(request), part=PreparationPart.model_validate(told, strict=False))

    assert pointers(refused) == {"/agencies_met_on", "/known_to/police"}


def test_a_question_that_the_rules_do_not_ask_has_no_answer():
    request = a_request()

    with pytest.raises(Faulty) as refused:
        operations.tell(**this(request), part=PanelAnswersPart(panel_answers=(NOT_ASKED,)))

    assert pointers(refused) == {"/panel_answers/0/question"}
    assert not request.panel_answers.filter(question=NOT_ASKED.question).exists()


def test_a_whole_document_points_to_all_of_it_at_once():
    with pytest.raises(Faulty) as refused:
        a_request(
            grounds=NOT_OURS.model_dump(mode="json"),
            preparation=DOCUMENT["preparation"]
            | {"known_to": STRANGE, "agencies_met_on": "2026-09-08"},
            panel_answers=[NOT_ASKED.model_dump(mode="json")],
        )

    assert pointers(refused) == {
        "/grounds/criteria_met/0",
        "/preparation/agencies_met_on",
        "/preparation/known_to/police",
        "/panel_answers/0/question",
    }
    assert not PlacementRequest.objects.exists()
