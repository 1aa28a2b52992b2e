"""PostgreSQL keeps what a request told as it was sent, whoever asks to change it."""

import pytest
from django.db import IntegrityError, connection

from panel.cases.stages import Stage
from tests.builders import DOCUMENT, a_request

pytestmark = pytest.mark.django_db

TRIED = {"attempts": [{"what": "A tutor at home"}], "outcomes": [{"what": "To swim"}]}
STORY = {"story": {**DOCUMENT["story"], "outcomes_sought": ""}}
CHANGES = (
    "DELETE FROM cases_need WHERE placement_request_id = %s",
    "UPDATE cases_need SET detail = 'x' WHERE placement_request_id = %s",
    "INSERT INTO cases_need (placement_request_id, rank, code, detail) VALUES (%s, 9, 'VI', '')",
    "UPDATE cases_attempt SET effect = 'x' WHERE placement_request_id = %s",
    "DELETE FROM cases_attempt WHERE placement_request_id = %s",
    "UPDATE cases_soughtoutcome SET measure = 'x' WHERE placement_request_id = %s",
    "DELETE FROM cases_soughtoutcome WHERE placement_request_id = %s",
    "UPDATE cases_placementrequest SET story = 'x' WHERE id = %s",
    "UPDATE cases_placementrequest SET signed_off_name = 'x' WHERE id = %s",
    "UPDATE cases_placementrequest SET plan_requested_on = '2026-01-01' WHERE id = %s",
)


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_changes_once_it_is_sent(change: str) -> None:
    request = a_request(Stage.SUBMITTED, **TRIED, **STORY)

    with pytest.raises(IntegrityError, match="while"), connection.cursor() as cursor:
        cursor.execute(change, [request.pk])


@pytest.mark.parametrize("change", CHANGES)
def test_everything_may_change_while_it_is_sent_back(change: str) -> None:
    request = a_request(Stage.RETURNED, **TRIED, **STORY)

    with connection.cursor() as cursor:
        cursor.execute(change, [request.pk])
        assert cursor.rowcount == 1 or "cases_need" in change


def test_a_sign_off_has_a_name_a_grade_and_a_day() -> None:
    request = a_request()

    with pytest.raises(IntegrityError, match="request_sign_off_has_name_grade_and_day"):
        type(request).objects.filter(pk=request.pk).update(signed_off_on=None)


def test_a_text_has_an_end() -> None:
    request = a_request()

    with pytest.raises(Exception, match="too long"):
        type(request).objects.filter(pk=request.pk).update(story="x" * 20_001)
