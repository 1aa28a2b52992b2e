"""A record that says something wrong is replaced; nothing is overwritten."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.test import Client

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions import operations
from panel.decisions.models import DecisionRecord
from panel.decisions.proving import proof
from panel.decisions.records import canonical, record
from panel.meetings import operations as meetings
from panel.pooledbudget import queries as funds
from tests.api import Caller
from tests.builders import MEETING_DAY, MONDAY_9AM, STEPS, a_person, a_request, the_item
from tests.decisions.challenged import another_chair

pytestmark = pytest.mark.django_db
LATER = MEETING_DAY + timedelta(days=3)
REASON = "Quill was born in 2012, not in 2013."


def the_record(request: PlacementRequest) -> DecisionRecord:
    return request.decisions.get().records.get(superseded_by=None)


def corrected(wrong: DecisionRecord, role: Role = Role.CHAIR) -> DecisionRecord:
    return operations.correct(record_id=wrong.pk, reason=REASON, by=a_person(role), at=LATER)


def said(frozen: DecisionRecord) -> record.DecisionRecord:
    return canonical.from_json(frozen.content.encode())


class TestCorrect:
    def test_freezes_what_the_case_says_now_and_why(self):
        request = a_request(Stage.APPROVED)
        wrong = the_record(request)
        type(request.child).objects.update(born_on=date(2012, 5, 1))

        right = corrected(wrong)

        header = said(right).header
        assert (right.version, right.supersedes, header.version) == (2, wrong, 2)
        assert header.supersedes == wrong.number
        assert header.correction == right.corrects == "Q.Z. was born in 2012, not in 2013."
        assert (said(wrong).child.age, said(right).child.age) == (13, 14)

    def test_leaves_the_decision_and_its_money_as_they_were(self):
        request = a_request(Stage.APPROVED)
        wrong = the_record(request)
        moved = list(funds.entries_for(request.reference))

        right = corrected(wrong)

        assert list(funds.entries_for(request.reference)) == moved
        for part in ("fund", "shares", "costs", "decision"):
            assert getattr(said(right), part) == getattr(said(wrong), part)

    def test_tells_the_log_the_number_and_not_the_words(self):
        request = a_request(Stage.DECLINED)
        wrong = the_record(request)

        right = corrected(wrong)

        event = audit.history(request.reference).last()
        assert event.kind == "record_frozen"
        assert event.payload == {
            "record": right.number,
            "sha256": right.content_sha256,
            "supersedes": wrong.number,
        }

    def test_is_refused_of_a_record_that_is_replaced(self):
        wrong = the_record(a_request(Stage.DECLINED))
        right = corrected(wrong)

        with pytest.raises(operations.AlreadyReplaced, match=f"replaced by {right.number}"):
            corrected(wrong)
        assert corrected(right).version == 3

    def test_is_for_those_who_record_outcomes(self):
        with pytest.raises(access.Refused):
            corrected(the_record(a_request(Stage.DECLINED)), Role.COORDINATOR)

    def test_is_not_for_somebody_with_an_interest(self):
        request, second = a_request(Stage.LISTED), another_chair()
        meetings.declare_interest(
            item_id=the_item(request).pk, reason="A neighbour.", by=second, at=MONDAY_9AM
        )
        for stage in (Stage.CONSIDERED, Stage.DECLINED):
            STEPS[stage][1](request)

        with pytest.raises(operations.Interested):
            operations.correct(
                record_id=the_record(request).pk, reason=REASON, by=second, at=LATER
            )


@pytest.mark.pdf
def test_the_replaced_file_stays_genuine_and_a_check_names_its_successor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    wrong = the_record(a_request(Stage.DECLINED))
    first = operations.issue(rendering_id=wrong.rendering.pk, at=LATER)
    right = corrected(wrong)
    second = operations.issue(rendering_id=right.rendering.pk, at=LATER)

    assert (verified(first.file), verified(second.file)) == (3, 0)
    assert f"replaced by {right.number}" in capsys.readouterr().out
    proven = proof.prove(at=LATER)
    assert not proven["Every record says what it said"]
    assert not proven["The register is whole, and so is each file in it"]


def verified(name: str) -> int:
    """Return the exit code of the command that checks a file of the storage."""
    try:
        call_command("verify_record", storages["records"].path(name))
    except SystemExit as ended:
        return int(str(ended.code))
    return 0


class TestDoorways:
    def test_the_page_asks_why_and_leads_to_the_new_record(self, client: Client):
        wrong = the_record(a_request(Stage.DECLINED))
        client.force_login(a_person(Role.CHAIR))
        page = f"/decisions/{wrong.number}/"

        assert 'href="correct/"' in client.get(page).text
        assert "Say what was wrong" in client.post(f"{page}correct/").text
        answer = client.post(f"{page}correct/", {"reason": REASON}, follow=True)

        right = DecisionRecord.objects.get(supersedes=wrong)
        assert answer.redirect_chain == [(f"/decisions/{right.number}/", 302)]
        assert f"This record replaces {wrong.number}" in answer.text
        assert 'href="correct/"' not in client.get(page).text
        replaced = client.get(page).text
        assert "This record has been replaced" in replaced
        assert "Q.Z. was born in 2012, not in 2013." in replaced
        assert f'href="/decisions/{right.number}/">Read {right.number} instead' in replaced
        assert "This record has been replaced" not in answer.text

    def test_a_second_press_is_told_by_what_it_was_replaced(self, client: Client):
        wrong = the_record(a_request(Stage.DECLINED))
        client.force_login(a_person(Role.CHAIR))
        right = corrected(wrong)

        answer = client.post(f"/decisions/{wrong.number}/correct/", {"reason": REASON})

        assert answer.status_code == 409
        assert f"was replaced by {right.number}" in answer.text

    def test_the_api_does_the_same(self):
        wrong = the_record(a_request(Stage.DECLINED))
        chair = Caller(a_person(Role.CHAIR))

        answer = chair.post(f"decision-records/{wrong.number}/correct/", {"reason": REASON})

        assert answer.status_code == 201
        assert answer.json()["supersedes"] == wrong.number
        replaced = chair.get(f"decision-records/{wrong.number}/").json()
        assert replaced["superseded_by"] == answer.json()["number"]
        assert replaced["superseded_because"] == "Q.Z. was born in 2012, not in 2013."
