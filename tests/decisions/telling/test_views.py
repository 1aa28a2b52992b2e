"""Where a coordinator reads what to say, and records that it was said."""

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.audit.models import ReadEvent
from panel.cases.stages import Stage
from panel.decisions import operations
from panel.decisions.models import Channel, FamilyLetter, Telling
from tests.api import Caller
from tests.builders import MEETING_DAY, a_person, a_request

pytestmark = pytest.mark.django_db
TOLD = {"told_on_day": "21", "told_on_month": "9", "told_on_year": "2026", "note": "The mother."}


@pytest.fixture
def coordinator(client: Client) -> Client:
    client.force_login(a_person(Role.COORDINATOR))
    return client


def address(channel: Channel = Channel.LETTER) -> str:
    telling = Telling.objects.get(channel=channel)
    return f"/cases/{telling.decision.placement_request}/tellings/{telling.pk}/"


def test_case_and_home_lead_to_what_is_still_to_be_told(coordinator: Client) -> None:
    reference = a_request(Stage.DECLINED).reference

    assert address() in coordinator.get(f"/cases/{reference}/").text
    home = coordinator.get("/").text
    assert address() in home
    assert "Declined" in home
    assert "21 September 2026" in home  # which of a request's outcomes it is


def test_the_page_has_the_letter_and_records_that_it_was_told(coordinator: Client) -> None:
    reference = a_request(Stage.DECLINED).reference

    page = coordinator.get(address())
    assert "What you can do if you disagree" in page.text
    assert "Declined, 21 September 2026" in page.text
    assert ReadEvent.objects.filter(subject=reference, what="letter").exists()

    assert coordinator.post(address(), TOLD).status_code == 302
    assert "Told 21 Sep 2026" in coordinator.get(f"/cases/{reference}/").text
    assert coordinator.post(address(), TOLD).status_code == 409


def test_the_letter_is_made_before_they_are_told_and_can_be_taken_ever_after(
    coordinator: Client,
) -> None:
    reference = a_request(Stage.DECLINED).reference
    assert "Make the letter" in coordinator.get(address()).text
    assert coordinator.get(f"{address()}letter/pdf/").status_code == 409

    assert coordinator.post(f"{address()}letter/").status_code == 302
    assert "is being made" in coordinator.get(address()).text
    operations.print_letter(letter_id=FamilyLetter.objects.get().pk, at=MEETING_DAY)
    assert f"{address()}letter/pdf/" in coordinator.get(address()).text
    coordinator.post(address(), TOLD)

    case = coordinator.get(f"/cases/{reference}/").text
    assert f"{address()}letter/pdf/" in case
    assert address() in case
    assert "What was said" in coordinator.get(address()).text
    coordinator.force_login(a_person(Role.CHAIR))
    file = coordinator.get(f"{address()}letter/pdf/")
    assert file["Content-Type"] == "application/pdf"
    assert file.getvalue().startswith(b"%PDF")
    assert ReadEvent.objects.filter(subject=reference, what="letter, PDF").count() == 2


def test_what_is_missing_is_said_at_the_field_and_the_rest_is_kept(coordinator: Client) -> None:
    a_request(Stage.DECLINED)

    page = coordinator.post(address(), TOLD | {"told_on_day": ""})

    assert "The mother." in page.text
    assert Telling.objects.filter(told_on=None).count() == 2


def test_over_json_the_list_with_what_families_said_is_in_the_audit_log() -> None:
    reference = a_request(Stage.DECLINED).reference

    Caller(a_person(Role.COORDINATOR)).get("tellings/")

    assert ReadEvent.objects.filter(subject=reference, what="tellings").count() == 1


def test_over_json_the_letter_is_written_once_and_taken_once_it_is_printed() -> None:
    reference = a_request(Stage.DECLINED).reference
    caller = Caller(a_person(Role.COORDINATOR))
    telling = Telling.objects.get(channel=Channel.LETTER).pk

    assert caller.get(f"tellings/{telling}/letter/").json()["id"] is None
    assert caller.get(f"tellings/{telling}/letter/pdf/").status_code == 409
    first = caller.done(f"tellings/{telling}/letter/", {})
    assert caller.done(f"tellings/{telling}/letter/", {}) == first
    assert caller.get(f"tellings/{telling}/letter/pdf/").json()["reasons"] == [
        "The PDF of the letter is still being made."
    ]
    operations.print_letter(letter_id=first["id"], at=MEETING_DAY)
    assert caller.get(f"tellings/{telling}/letter/pdf/").getvalue().startswith(b"%PDF")
    assert ReadEvent.objects.filter(subject=reference, what="letter, PDF").count() == 3
    refused = Caller(a_person(Role.CHAIR)).post(f"tellings/{telling}/letter/", {})
    assert refused.status_code == 403


def test_over_json_it_is_the_same(coordinator: Client) -> None:
    a_request(Stage.DECLINED)
    caller = Caller(a_person(Role.COORDINATOR))
    first = caller.get("tellings/").json()["results"][0]

    passages = caller.get(f"tellings/{first['id']}/letter/").json()["passages"]
    told = caller.done(
        f"tellings/{first['id']}/tell/", {"told_on": "2026-09-21", "note": "The mother."}
    )

    assert passages[0]["heading"] == "What the panel decided"
    assert (told["channel"], told["told_on"]) == ("phone", "2026-09-21")
    assert told["letter"] == FamilyLetter.objects.get().pk
    refused = Caller(a_person(Role.CHAIR)).post(
        f"tellings/{first['id']}/tell/", {"told_on": "2026-09-21", "note": "Again."}
    )
    assert refused.status_code == 403
