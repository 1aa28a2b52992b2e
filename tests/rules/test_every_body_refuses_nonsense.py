"""Whatever is sent to any address of the JSON doorway: every fault is named in words; nothing is
half done. What each address takes is read from `docs/reference/api.yaml`."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client

from tests.charts import rolled_back
from tests.rows import rows, writes
from tests.rules.callers import CALLERS
from tests.rules.permission_matrix import JSON, Matrix
from tests.rules.site_forms import ROW, TABLE

PAGE = Path("docs/reference/api.yaml")
#: What no document is made of: one reader has every body, so one address answers for all.
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
    api: dict[str, Any] = yaml.load(PAGE.read_text("utf-8"), yaml.CSafeLoader)
    for address, methods in api["paths"].items():
        sent = methods.get("post", {}).get("requestBody", {}).get("content", {}).get(JSON)
        if sent:
            name = sent["schema"]["$ref"].rpartition("/")[2]
            yield address, [*api["components"]["schemas"][name]["properties"]]


def senders() -> dict[str, tuple[str, str]]:
    """Return for each address as the page of the API writes it our own, and who may send."""
    found = {}
    for address, said in ROW.findall(TABLE.read_text(encoding="utf-8")):
        may = dict(zip(CALLERS, said.split(" | "), strict=False))
        who = [name for name in CALLERS if "w" in may[name]]
        plain = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"{\1}", address)
        found[f"/{plain}"] = (address, [*who, *CALLERS][0])
    return found


def asked(matrix: Matrix) -> Iterator[tuple[str, Client, list[str]]]:
    """Return the path of each address with somebody who may send to it and its fields."""
    known = senders()
    for shown, names in bodies():
        # Where the table isn't written anew yet, its own test says so.
        if pair := known.get(shown.replace("{id}", "{pk}")):
            yield matrix.path(pair[0]), matrix.clients[pair[1]], names


@pytest.mark.slow
def test_every_address_answers_nonsense_in_words(matrix: Matrix, subtests) -> None:
    before = rows()
    for path, client, names in asked(matrix):
        for what, value in VALUES.items():
            with subtests.test(f"{path}: {what}"):
                answers(client, path, json.dumps(dict.fromkeys(names, value)), before)


@pytest.mark.slow
def test_what_is_no_document_is_refused_in_words(matrix: Matrix, subtests) -> None:
    before = rows()
    path, client, _ = next(asked(matrix))
    for what, sent in NO_DOCUMENT.items():
        with subtests.test(what):
            answers(client, path, sent, before)


@rolled_back()
def answers(client: Client, path: str, sent: str | bytes, before: object) -> None:
    """Hold one answer: done, or refused in words and nothing written."""
    written = writes()
    answer = client.post(path, sent, content_type=JSON)
    assert answer.status_code in (200, 201, 400, 403, 404, 409), answer.status_code
    if answer.status_code < 400:
        return
    assert writes() == written or rows() == before
    told = answer.json()
    if answer.status_code == 400:
        sentences = [fault["sentence"] for fault in told["faults"]]
    else:
        sentences = told["reasons"]
    assert sentences
    assert not [sentence for sentence in sentences if NOT_OURS.match(sentence)], sentences
    assert not [sentence for sentence in sentences if len(sentence) > 500], "it is echoed"
