"""No address tells a stranger, or somebody without a role there, anything about a child."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from panel.agencies.models import Role
from panel.cases.stages import Stage
from tests.builders import a_person, a_request, the_item

#: Open to everybody, and why.
OPEN = {
    "health/live": "says only that the process runs",
    "health/ready": "says only whether its parts answer",
    "advise/sent/": "says only that advice has arrived",
    "advise/<str:token>/": "whoever holds the link may answer once; it names no child",
    "api/schema/": "describes the doorway, not what lies behind it",
    "sign-in/": "where one signs in",
    "sign-out/": "where one signs out",
    "signed-out/": "says that one has",
    "password/": "where one says that it is forgotten; who is known isn't told",
    "password/sent/": "says only where to look",
    "password/<uidb64>/<token>/": "whoever holds the link may choose a password, once",
    "verify/": "whoever holds a record's file may check it; the answer tells nothing else",
}
CHILD = ("Zander", "Q.Z.", "school since March")  # “Quill” is an auditor’s name too


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Return every pattern of the site as one text."""
    for pattern in resolver.url_patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield here.replace("^", "").replace("$", "").replace(r"\Z", "")
        else:
            yield from addresses(pattern, here)


CLOSED = sorted(set(addresses(get_resolver())) - set(OPEN))


def filled(address: str, placement_request: object) -> str:
    """Put this request, its item and its meeting where the address has a place for one."""
    item = the_item(placement_request)
    values = {
        "reference": placement_request.reference,
        "number": f"{placement_request.reference}/1",
        "pk": str(item.pk),
        "item_id": str(item.pk),
        "meeting_id": str(item.meeting_id),
        "place": str(item.position),
        "agency": "health",
        "letter": "A",
        "section": "story",
        "code": "pool",
        "year": "2026",
    }

    if "/papers/" in address or "/policies/" in address:
        values["number"] = "1"

    def value(found: re.Match[str]) -> str:
        return values.get(found["name"], "1")

    path = re.sub(r"\(\?P<(?P<name>\w+)>(?:[^()]|\([^()]*\))*\)", value, address)
    return "/" + re.sub(r"<(?:\w+:)?(?P<name>\w+)>", value, path)


@pytest.fixture
def placement_request(db: None) -> object:
    return a_request(Stage.LISTED)


def call(client: Client, address: str, placement_request: object) -> list:
    path = filled(address, placement_request)
    return [client.get(path), client.post(path, {}, content_type="application/json")]


def test_what_is_open_is_there():
    assert set(OPEN) <= set(addresses(get_resolver()))


def test_each_address_is_really_called(placement_request, subtests):
    for address in CLOSED:
        with subtests.test(address):
            resolve(filled(address, placement_request))


def test_signed_out_nothing_is_shown_or_done(placement_request, subtests):
    for address in CLOSED:
        with subtests.test(address):
            for answer in call(Client(), address, placement_request):
                assert answer.status_code in (302, 401, 403, 404, 405), answer.status_code
                if answer.status_code == 302:
                    assert "/sign-in/" in answer["Location"]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.FUND_MANAGER])
def test_a_role_without_cases_is_shown_no_child(placement_request, role: Role, subtests):
    client = Client()
    client.force_login(a_person(role))
    for address in CLOSED:
        with subtests.test(address):
            for answer in call(client, address, placement_request):
                assert answer.status_code < 500, answer.status_code
                text = b"".join(answer).decode(errors="replace")
                assert not [word for word in CHILD if word in text]
