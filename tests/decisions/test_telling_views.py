"""Where a coordinator reads what to say, and records that it was said."""

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.audit.models import ReadEvent
from panel.cases.stages import Stage
from panel.decisions.tellings import Channel, Telling
from tests.api import Caller
from tests.builders import a_person, a_request

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
    assert address() in coordinator.get("/").text


def test_the_page_has_the_letter_and_records_that_it_was_told(coordinator: Client) -> None:
    reference = a_request(Stage.DECLINED).reference

    page = coordinator.get(address())
    assert "What you can do if you disagree" in page.text
    assert ReadEvent.objects.filter(subject=reference, what="letter").exists()

    assert coordinator.post(address(), TOLD).status_code == 302
    assert "Told 21 Sep 2026" in coordinator.get(f"/cases/{reference}/").text
    assert coordinator.post(address(), TOLD).status_code == 409


def test_what_is_missing_is_said_at_the_field_and_the_rest_is_kept(coordinator: Client) -> None:
    a_request(Stage.DECLINED)

    page = coordinator.post(address(), TOLD | {"told_on_day": ""})

    assert "The mother." in page.text
    assert Telling.objects.filter(told_on=None).count() == 2


def test_over_json_the_list_with_what_families_said_is_in_the_audit_log() -> None:
    reference = a_request(Stage.DECLINED).reference

    Caller(a_person(Role.COORDINATOR)).get("tellings/")

    assert ReadEvent.objects.filter(subject=reference, what="tellings").count() == 1


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
    refused = Caller(a_person(Role.CHAIR)).post(
        f"tellings/{first['id']}/tell/", {"told_on": "2026-09-21", "note": "Again."}
    )
    assert refused.status_code == 403
