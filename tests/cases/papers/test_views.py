"""The pages of papers."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from panel.agencies.models import Role
from panel.audit.models import ReadEvent
from panel.cases import operations
from panel.cases.document import PaperPart
from panel.cases.models import Paper, PlacementRequest
from panel.cases.stages import Stage
from panel.cases.vocabulary import PaperSection
from panel.meetings import operations as meetings
from panel.sample.people import EDUCATION, HEALTH
from tests.builders import MEETING_DAY, MONDAY_9AM, a_person, a_request, send_papers, the_item
from tests.cases import files
from tests.cases.scanner import EICAR, Scanner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("papers_kept")]
WORDS = {"title": "Report of a home visit", "section": "general"}


def signed_in(role: Role, agency: str = "") -> Client:
    client = Client()
    client.force_login(a_person(role, agency))
    return client


def upload(name: str = "scan 0001.pdf", content: bytes = files.PDF) -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content)}


def add(placement_request: PlacementRequest, section: str = "general", **changes: Any) -> Paper:
    given = {
        "paper": PaperPart(title="Report of a home visit", section=PaperSection(section)),
        "content": files.PDF,
        "by": a_person(Role.COORDINATOR),
        "at": MONDAY_9AM,
    }
    return operations.add_paper(placement_request_id=placement_request.pk, **(given | changes))


class TestAdd:
    def test_adds_a_paper_and_shows_it(self) -> None:
        request, client = a_request(), signed_in(Role.REFERRER)

        page = client.post(
            f"/cases/{request.reference}/papers/add/", WORDS | upload(), follow=True
        )

        assert "Report of a home visit" in page.text
        assert "Not scanned for viruses" in page.text
        assert "scan 0001" not in page.text  # the name of the file isn't kept

    def test_names_the_file_it_refuses_and_keeps_what_was_typed(self) -> None:
        request, client = a_request(), signed_in(Role.REFERRER)

        page = client.post(
            f"/cases/{request.reference}/papers/add/",
            WORDS | upload("report.pdf", files.PLAIN_ZIP),
        )

        assert "“report.pdf” isn’t a PDF" in page.text
        assert 'value="Report of a home visit"' in page.text
        assert not Paper.objects.exists()

    def test_says_everything_that_is_missing_at_once(self) -> None:
        request, client = a_request(), signed_in(Role.REFERRER)

        page = client.post(f"/cases/{request.reference}/papers/add/", {})

        for sentence in ("Say what the paper is called", "Choose whom", "Choose a file"):
            assert sentence in page.text

    def test_offers_the_sections_that_the_adder_reads(self) -> None:
        request, client = a_request(), signed_in(Role.REFERRER)

        page = client.get(f"/cases/{request.reference}/papers/add/")
        refused = client.post(
            f"/cases/{request.reference}/papers/add/", WORDS | {"section": "health"} | upload()
        )

        offered = [section for section in PaperSection if f'value="{section}"' in page.text]
        assert offered == [PaperSection.GENERAL, PaperSection.SOCIAL_CARE]
        assert "takes only what can be chosen there" in refused.text
        assert 'value="Report of a home visit"' in refused.text

    def test_says_that_a_title_names_the_child(self) -> None:
        request, client = a_request(), signed_in(Role.REFERRER)

        page = client.post(
            f"/cases/{request.reference}/papers/add/", WORDS | {"title": "Quill"} | upload()
        )

        assert page.status_code == 409
        assert "Leave the child’s name" in page.text


class TestFile:
    def address(self, request: PlacementRequest, version: int = 1) -> str:
        return f"/cases/{request.reference}/papers/1/v{version}/"

    def test_is_handed_out_to_be_kept_and_never_run(self) -> None:
        request = a_request(Stage.ADVICE)
        add(request)

        answer = signed_in(Role.MEMBER, HEALTH).get(self.address(request))

        assert answer.content == files.PDF
        name = f"{request.reference}-1-report-of-a-home-visit-v1.pdf"
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Type"] == "application/pdf"
        assert "sandbox" in answer["Content-Security-Policy"]

    def test_each_read_is_logged(self) -> None:
        request = a_request(Stage.ADVICE)
        add(request)
        signed_in(Role.MEMBER, HEALTH).get(self.address(request))

        read = ReadEvent.objects.filter(subject=request.reference, what="paper 1, version 1")
        assert read.get().by == a_person(Role.MEMBER, HEALTH).username

    def test_an_infected_one_is_never_handed_out(self, scanner: Scanner) -> None:
        request = a_request(Stage.ADVICE)
        version = add(request, content=EICAR).versions.get()
        client = signed_in(Role.COORDINATOR)
        assert client.get(self.address(request)).status_code == 404

        operations.scan_paper(scan_id=version.scan.pk, at=MONDAY_9AM)

        assert client.get(self.address(request)).status_code == 404
        assert "Shut away" in client.get(f"/cases/{request.reference}/papers/").text

    def test_is_not_there_for_another_agency_s_eyes(self) -> None:
        request = a_request(Stage.ADVICE)
        add(request, section="health")

        assert signed_in(Role.MEMBER, HEALTH).get(self.address(request)).status_code == 200
        other = signed_in(Role.MEMBER, EDUCATION)
        assert other.get(self.address(request)).status_code == 404
        assert "home visit" not in other.get(f"/cases/{request.reference}/papers/").text

    def test_is_not_there_for_a_member_with_an_interest(self) -> None:
        request = a_request(Stage.LISTED)
        add(request)
        meetings.declare_interest(
            item_id=the_item(request).pk,
            reason="My nephew.",
            by=a_person(Role.MEMBER, HEALTH),
            at=MONDAY_9AM,
        )

        answer = signed_in(Role.MEMBER, HEALTH).get(self.address(request))
        assert answer.status_code in (403, 404)


class TestVersionsAndWithholding:
    def test_a_new_version_is_added_and_the_first_stays(self) -> None:
        request, client = a_request(Stage.ADVICE), signed_in(Role.COORDINATOR)
        add(request)
        address = f"/cases/{request.reference}/papers/1/new-version/"

        page = client.post(address, upload(content=files.WORD), follow=True)

        assert "Version 2, Word document" in page.text
        assert client.get(f"/cases/{request.reference}/papers/1/v1/").content == files.PDF
        assert client.post(address, upload(content=files.WORD)).status_code == 409

    def test_a_withheld_paper_is_gone_for_members_with_its_reason_for_the_team(self) -> None:
        request, client = a_request(Stage.ADVICE), signed_in(Role.COORDINATOR)
        add(request)

        page = client.post(
            f"/cases/{request.reference}/papers/1/withhold/",
            {"reason": "It is about a brother."},
            follow=True,
        )

        assert "It is about a brother." in page.text
        listed = signed_in(Role.MEMBER, HEALTH).get(f"/cases/{request.reference}/papers/")
        assert "home visit" not in listed.text

    def test_one_added_after_papers_went_out_says_so(self) -> None:
        request = a_request(Stage.LISTED)
        send_papers(the_item(request).meeting)
        page = f"/cases/{request.reference}/papers/"
        add(request, at=MEETING_DAY)

        assert "Added after papers went out on 14 September 2026" in (
            signed_in(Role.MEMBER, HEALTH).get(page).text
        )

    def test_one_that_went_out_says_so(self) -> None:
        request = a_request(Stage.LISTED)
        add(request)
        send_papers(the_item(request).meeting)

        page = signed_in(Role.MEMBER, HEALTH).get(f"/cases/{request.reference}/papers/").text
        assert "Sent to members" in page
        assert "Added after" not in page
