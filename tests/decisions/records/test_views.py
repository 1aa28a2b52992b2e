"""The register of records, each record's page and file, and the check that anyone may make."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from panel.agencies.models import Role
from panel.audit.models import ReadEvent
from panel.cases.stages import Stage
from panel.decisions import operations
from panel.decisions.models import DecisionRecord, Rendering
from tests.builders import MEETING_DAY, a_person, a_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(client: Client) -> Client:
    client.force_login(a_person(Role.AUDITOR))
    return client


def a_record() -> DecisionRecord:
    return a_request(Stage.APPROVED).decisions.get().records.get()


class TestIndex:
    def test_lists_records_with_what_was_decided_and_their_state(self, auditor: Client) -> None:
        record = a_record()

        page = auditor.get("/decisions/")

        assert f'href="/decisions/{record.number}/"' in page.text
        assert "£178,329.09" in page.text
        assert "Being made" in page.text

    def test_is_narrowed_by_reference_and_outcome(self, auditor: Client) -> None:
        record = a_record()

        assert record.number in auditor.get("/decisions/?q=alder&outcome=agreed").text
        assert record.number not in auditor.get("/decisions/?outcome=declined").text
        assert record.number not in auditor.get("/decisions/?q=nowhere").text

    def test_asks_a_constant_number_of_questions(
        self, auditor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        a_record()
        with django_assert_max_num_queries(30) as counted:
            auditor.get("/decisions/")
        a_record()

        with django_assert_max_num_queries(len(counted)):
            auditor.get("/decisions/")

    def test_is_closed_to_those_who_read_no_records(self, client: Client) -> None:
        client.force_login(a_person(Role.ADVISER))

        assert client.get("/decisions/").status_code == 403


class TestPage:
    def test_says_what_the_paper_says_and_logs_the_read(self, auditor: Client) -> None:
        record = a_record()

        page = auditor.get(f"/decisions/{record.number}/")

        assert page.text.count("<h1") == 1
        assert page.text.count("<main") == 1
        assert "I want to be near my brother." in page.text
        assert record.content_sha256[:4] in page.text
        assert "is being made" in page.text
        assert ReadEvent.objects.filter(what=f"decision record {record}").exists()

    def test_tells_why_a_file_could_not_be_made(self, auditor: Client) -> None:
        record = a_record()
        Rendering.objects.filter(record=record).update(attempts=3, last_error="Pango is missing.")

        page = auditor.get(f"/decisions/{record.number}/")

        assert "could not be made yet, tried 3 times. Pango is missing." in page.text

    def test_has_no_file_before_one_is_issued(self, auditor: Client) -> None:
        record = a_record()

        assert auditor.get(f"/decisions/{record.number}/pdf/").status_code == 404

    def test_is_not_there_for_a_number_nobody_used(self, auditor: Client) -> None:
        assert auditor.get("/decisions/JRAP-2026-99999/1/").status_code == 404


@pytest.mark.pdf
class TestFile:
    def test_is_handed_out_and_found_genuine(self, auditor: Client) -> None:
        record = a_record()
        operations.issue(rendering_id=record.rendering.pk, at=MEETING_DAY)

        answer = auditor.get(f"/decisions/{record.number}/pdf/")
        file = b"".join(answer.streaming_content)
        auditor.logout()
        genuine = check(auditor, file)
        changed = check(auditor, file.replace(b"/Type", b"/Typo", 1))

        assert answer["Content-Type"] == "application/pdf"
        assert "This PDF is genuine and unchanged" in genuine.text
        assert record.number in genuine.text
        assert "This PDF was changed: do not rely on it" in changed.text


class TestVerify:
    def test_needs_no_sign_in(self, client: Client) -> None:
        assert "Check a decision record" in client.get("/verify/").text

    def test_says_of_a_stranger_that_it_is_not_ours(self, client: Client) -> None:
        page = check(client, b"%PDF-1.7 Nothing of ours.")

        assert "This PDF is not one of our decision records" in page.text

    def test_opens_without_a_word_of_error(self, client: Client) -> None:
        page = client.get("/verify/").content.decode()

        assert "There is a problem" not in page
        assert "Error:" not in page

    def test_asks_for_a_file(self, client: Client) -> None:
        page = client.post("/verify/", {})

        assert "Choose a PDF of at most 20 MB" in page.text

    def test_takes_no_file_that_is_too_large(self, client: Client) -> None:
        page = check(client, b"x" * 20_000_001)

        assert "Choose a PDF of at most 20 MB" in page.text


def check(client: Client, file: bytes) -> HttpResponse:
    return client.post("/verify/", {"file": SimpleUploadedFile("record.pdf", file)})
