"""Whatever is sent to any address of the JSON doorway: every fault is named in words; nothing is
half done. What each address takes is read from `docs/reference/api.yaml`."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.http import HttpResponse

from tests.charts import rolled_back
from tests.rows import rows, writes
from tests.rules.callers import CALLERS
from tests.rules.permission_matrix import JSON, Matrix
from tests.rules.site_forms import ROW, TABLE

API: dict[str, Any] = yaml.safe_load(Path("docs/reference/api.yaml").read_text("utf-8"))
NO_DOCUMENT: dict[str, bytes] = {
    "no JSON": b"{",
    "JSON too deep to read": b'{"reason":' * 5_000,
    "half a character": b'{"reason": "\\ud800"}',
    "no UTF-8": b'{"reason": "\xff\xfe"}',
    "a list": b"[]",
    "nothing": b"",
}
#: What every field of a body is.
VALUES: dict[str, object] = {
    "nothing": None,
    "a yes": True,
    "a fraction": 1.5,
    "less than nothing": -1,
    "more than the database holds": 10**30,
    "an empty text": "",
    "U+0000": "a\0b",
    "a character that steers": "a\x01b",
    "a megabyte": "x" * 1_000_000,
    "any script": "قصة 🧸 \u202eexe.pdf",
    "lists in lists": [[[[]]]],
    "an object": {"a/b~": {}},
    "the last day there is": "9999-12-31",
    "the last moment there is": "9999-12-31T23:59:59Z",
    "the first moment there is": "0001-01-01T00:00:00Z",
}
#: Pydantic's own words, which a referrer wouldn't understand.
NOT_OURS = re.compile(r"^(Input should|Value error|String should|Unable to)")


def bodies() -> Iterator[tuple[str, list[str]]]:
    """Return each address that takes a document, with the names of its fields."""
    for address, methods in API["paths"].items():
        sent = methods.get("post", {}).get("requestBody", {}).get("content", {}).get(JSON)
        if sent:
            name = sent["schema"]["$ref"].rpartition("/")[2]
            yield address, [*API["components"]["schemas"][name]["properties"]]


def senders() -> dict[str, tuple[str, str]]:
    """Return for each address as the page of the API writes it our own, and who may send."""
    found = {}
    for address, said in ROW.findall(TABLE.read_text(encoding="utf-8")):
        may = dict(zip(CALLERS, said.split(" | "), strict=False))
        who = [name for name in CALLERS if "w" in may[name]]
        plain = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"{\1}", address)
        found[f"/{plain}"] = (address, [*who, *CALLERS][0])
    return found


@pytest.mark.slow
def test_every_address_answers_nonsense_in_words(matrix: Matrix, subtests) -> None:
    known, before = senders(), rows()
    for shown, names in bodies():
        if (pair := known.get(shown.replace("{id}", "{pk}"))) is None:
            continue  # the table isn't written anew yet, which its own test says
        address, sender = pair
        path = matrix.path(address)
        documents = {what: json.dumps(dict.fromkeys(names, it)) for what, it in VALUES.items()}
        for what, sent in {**NO_DOCUMENT, **documents}.items():
            with subtests.test(f"{shown}: {what}"), rolled_back():
                written = writes()
                answer = matrix.clients[sender].post(path, sent, content_type=JSON)
                holds(answer, lambda written=written: writes() == written or rows() == before)


def holds(answer: HttpResponse, is_as_before: Callable[[], bool]) -> None:
    """Hold one answer: done, or refused in words and nothing written."""
    assert answer.status_code in (200, 201, 400, 403, 404, 409), answer.status_code
    if answer.status_code < 400:
        return
    assert is_as_before()
    told = answer.json()
    if answer.status_code == 400:
        sentences = [fault["sentence"] for fault in told["faults"]]
    else:
        sentences = told["reasons"]
    assert sentences
    assert not [sentence for sentence in sentences if NOT_OURS.match(sentence)], sentences
    assert not [sentence for sentence in sentences if len(sentence) > 500], "it is echoed"
