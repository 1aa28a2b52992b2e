"""Papers and invitations over JSON."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from panel.agencies.models import Role
from panel.audit.models import ReadEvent
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.sample.people import EDUCATION, HEALTH
from tests.api import Caller
from tests.builders import a_person, a_request
from tests.cases import files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("papers_kept")]


def send(
    request: PlacementRequest, path: str = "papers/", content: bytes = files.PDF, **words: str
) -> Any:
    client = Client()
    client.force_login(a_person(Role.COORDINATOR))
    return client.post(
        f"/api/v1/placement-requests/{request.reference}/{path}",
        words | {"file": SimpleUploadedFile("scan.pdf", content)},
    )


def test_a_paper_is_added_listed_and_read_and_the_read_is_logged():
    request = a_request(Stage.ADVICE)
    added = send(request, title="Report of a home visit")
    assert added.status_code == 201, added.json()

    reader, path = (
        Caller(a_person(Role.MEMBER, HEALTH)),
        f"placement-requests/{request.reference}/",
    )
    (paper,) = reader.get(f"{path}papers/").json()
    assert (paper["title"], paper["versions"][0]["kind"]) == ("Report of a home visit", "pdf")
    assert reader.get(f"{path}papers/1/versions/1/file/").content == files.PDF
    logged = ReadEvent.objects.filter(subject=request.reference).values_list("what", flat=True)
    assert {"papers", "paper 1, version 1"} <= set(logged)


def test_every_fault_has_its_pointer():
    request = a_request(Stage.ADVICE)

    untitled = send(request)
    assert untitled.status_code == 400
    assert untitled.json()["faults"][0]["pointer"] == "/title"
    unfit = send(request, content=files.PLAIN_ZIP, title="Notes")
    assert unfit.json()["faults"][0]["pointer"] == "/file"
    assert "“scan.pdf” isn’t a PDF" in unfit.json()["faults"][0]["sentence"]


def test_a_new_version_is_added_and_the_same_one_refused():
    request = a_request(Stage.ADVICE)
    send(request, title="Report of a home visit")

    assert send(request, "papers/1/versions/", files.WORD).json()["number"] == 2
    assert send(request, "papers/1/versions/", files.WORD).status_code == 409


def test_a_section_and_a_withheld_paper_are_not_there_for_others():
    request = a_request(Stage.ADVICE)
    send(request, title="Health needs", section="health")
    send(request, title="Another family")
    path = f"placement-requests/{request.reference}/papers/"
    Caller(a_person(Role.COORDINATOR)).done(f"{path}2/withhold/", {"reason": "Not this child."})

    assert Caller(a_person(Role.MEMBER, EDUCATION)).get(path).json() == []
    assert (
        Caller(a_person(Role.MEMBER, EDUCATION)).get(f"{path}1/versions/1/file/").status_code
        == 404
    )
    assert len(Caller(a_person(Role.MEMBER, HEALTH)).get(path).json()) == 1


def test_an_adviser_is_invited_and_the_invitation_taken_back():
    request = a_request(Stage.ADVICE)
    caller, path = Caller(a_person(Role.COORDINATOR)), f"placement-requests/{request.reference}/"
    who = {"name": "Dr Penn", "organisation": "Quarry Lane", "email": "a.penn@quarry.example"}

    invited = caller.done(f"{path}advice/health/invite/", who)
    assert "token" not in str(invited)
    assert caller.done(f"{path}invitations/{invited['id']}/revoke/")["revoked_at"]
    assert len(caller.get(f"{path}invitations/").json()) == 1
    assert caller.post(f"{path}advice/health/invite/", who | {"email": "x"}).status_code == 400
    assert Caller(a_person(Role.MEMBER, HEALTH)).get(f"{path}invitations/").status_code == 403
    assert caller.post(f"{path}ask-where-changed/").status_code == 409
