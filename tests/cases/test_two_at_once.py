"""Two people press the same button in the same instant: it is done once, and one is told why."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases.models import Child, PlacementRequest
from panel.cases.stages import Stage
from panel.sample.people import SOCIAL_CARE
from tests.builders import a_person, a_request

CHILD = {
    "referring_agency": SOCIAL_CARE,
    "request_kind": "new",
    "given_name": "Quill",
    "family_name": "Zander",
    "born_on_day": "1",
    "born_on_month": "5",
    "born_on_year": "2013",
    "nhs_number": "9990000018",
    "legal_status": "none",
}

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("committed_db")]


def press(address: str, *sent: dict[str, Any], by: tuple[Role, str]) -> list[tuple[int, str]]:
    """Send from a browser for each of these, all starting at once; return status and page."""
    person, barrier, answers = a_person(*by), Barrier(len(sent)), []

    def one(typed: dict[str, Any]) -> None:
        try:
            client = Client(raise_request_exception=False)
            client.force_login(person)  # connects before the start
            barrier.wait(timeout=30)
            page = client.post(address, typed)
            answers.append((page.status_code, page.text))
        finally:
            connections.close_all()

    threads = [Thread(target=one, args=(typed,)) for typed in sent]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(answers)


REFERRER = (Role.REFERRER, SOCIAL_CARE)


def test_a_request_is_sent_once() -> None:
    request = a_request()

    (done, _), (refused, page) = press(f"/cases/{request}/request/check/", {}, {}, by=REFERRER)

    assert (done, refused) == (302, 409)
    assert "at the stage “With the panel team”" in page
    assert audit.history(request.reference).filter(kind="submit").count() == 1


def test_a_request_for_a_child_is_begun_once() -> None:
    (done, _), (refused, _) = press("/cases/new/", CHILD, CHILD, by=REFERRER)

    assert (done, refused) == (302, 409)
    assert Child.objects.count() == PlacementRequest.objects.count() == 1


def test_two_children_who_may_be_one_are_not_recorded_unasked() -> None:
    unnumbered = CHILD | {"nhs_number": ""}
    alike = unnumbered | {"given_name": "Quil", "request_kind": "change"}

    answers = press("/cases/new/", unnumbered, alike, by=REFERRER)

    (asked,) = [page for status, page in answers if status != 302]
    assert "Is this the same child?" in asked
    assert Child.objects.count() == PlacementRequest.objects.count() == 1


def test_two_changes_of_a_placement_are_not_begun_beside_each_other() -> None:
    request, page = a_request(Stage.PLACED), "/placements/{}/change/"
    (first, last) = (
        {f"{name}_day": "1", f"{name}_month": "11", f"{name}_year": year}
        for name, year in (("applies_from", "2026"), ("ends_on", "2028"))
    )
    told = {"reason": "He has settled."} | first

    (done, _), (refused, _) = press(
        page.format(request),
        told | {"change": "rate"},
        told | {"change": "extension"} | last,
        by=REFERRER,
    )

    assert (done, refused) == (302, 409)
    assert request.placement.changes.count() == 1


def test_a_section_keeps_the_words_of_one_and_shows_both_to_the_other() -> None:
    request = a_request()
    sent = [{"story": words, "version": "1"} for words in ("One of them.", "The other.")]

    (done, _), (refused, page) = press(f"/cases/{request}/request/story/", *sent, by=REFERRER)

    assert (done, refused) == (302, 409)
    assert "saved this section while you were writing" in page
    assert "One of them." in page
    assert "The other." in page


def test_advice_is_asked_of_each_agency_once() -> None:
    request = a_request(Stage.SUBMITTED)

    press(f"/cases/{request}/check/", {}, {}, {}, by=(Role.COORDINATOR, ""))

    assert audit.history(request.reference).filter(kind="ask_for_advice").count() == 1
    assert request.advice.count() == 3


def test_what_is_written_when_it_was_sent_meanwhile_can_be_copied() -> None:
    request = a_request(Stage.SUBMITTED)
    typed = {"story": "He sings <all> day. 🧸", "version": "1"}

    ((refused, page),) = press(f"/cases/{request}/request/story/", typed, by=REFERRER)

    assert refused == 409
    assert f"{request} can’t be changed now: it is at the stage “With the panel team”." in page
    assert "He sings &lt;all&gt; day. 🧸" in page
