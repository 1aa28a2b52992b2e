"""A module's questions and its verbs go by one name each, whoever imports them."""

import re
from collections import defaultdict
from pathlib import Path

IMPORTED = re.compile(r"^from (panel\.\w+) import (queries|operations) as (\w+)$", re.MULTILINE)


def names() -> dict[tuple[str, str], set[str]]:
    """Return each module of questions or verbs, with the names it is imported under."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for file in Path("panel").rglob("*.py"):
        for app, room, name in IMPORTED.findall(file.read_text(encoding="utf-8")):
            found[app, room].add(name)
    return found


def test_each_has_one_name_and_no_two_share_it():
    found = names()
    assert found
    assert {module: called for module, called in found.items() if len(called) > 1} == {}
    called = [name for each in found.values() for name in each]
    assert len(called) == len(set(called))
