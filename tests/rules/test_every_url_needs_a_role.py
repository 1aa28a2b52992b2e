"""No address tells a stranger, or somebody without a role there, anything about a child."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.charts import rolled_back
from tests.rules.permission_matrix import Matrix

#: Open to everybody, and why.
OPEN = {
    "health/live": "says only that the process runs",
    "health/ready": "says only whether its parts answer",
    "advise/sent/": "says only that advice has arrived",
    "advise/<str:token>/": "whoever holds the link may answer once; it names no child",
    "api/schema/": "describes the doorway, not what lies behind it",
    "rules/<slug:panel>/": "a panel’s rules in short, where they say that they are public",
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


def call(client: Client, path: str) -> list[HttpResponse]:
    """Ask and send; what was written is undone, so that the next is asked of the same rows."""
    with rolled_back():
        return [client.get(path), client.post(path, {}, content_type="application/json")]


def test_what_is_open_is_there():
    assert set(OPEN) <= set(addresses(get_resolver()))


@pytest.mark.slow
def test_no_address_tells_a_stranger_or_a_role_without_cases_of_a_child(matrix: Matrix, subtests):
    for address in CLOSED:
        path = matrix.path(address)
        resolve(path)
        with subtests.test(f"{address}, signed out"):
            for answer in call(Client(), path):
                shows_nothing(answer)
        for role in ("administrator", "fund manager"):
            with subtests.test(f"{address}, {role}"):
                for answer in call(matrix.clients[role], path):
                    shows_no_child(answer)


def shows_nothing(answer: HttpResponse) -> None:
    """Hold that somebody signed out is sent away, or to where one signs in."""
    assert answer.status_code in (302, 401, 403, 404, 405), answer.status_code
    if answer.status_code == 302:
        assert "/sign-in/" in answer["Location"]


def shows_no_child(answer: HttpResponse) -> None:
    """Hold that an answer holds no word about the child."""
    assert answer.status_code < 500, answer.status_code
    text = b"".join(answer).decode(errors="replace")
    assert not [word for word in CHILD if word in text]
