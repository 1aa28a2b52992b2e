"""The page of who opens what, `docs/reference/permissions.md`."""

from collections.abc import Iterable

from tests.rules.callers import CALLERS
from tests.rules.permission_matrix import Line

INTRODUCTION = """# Who opens what

Written by `tests/rules/test_permission_matrix.py` from what the site answers to every kind of
person; the test fails when this page is stale. `r`: may read it (GET). `w`: may send it (POST).
A dot: is told that it isn't there, or isn't theirs.

The case is social care's and is listed for a meeting, or as far on as the address needs; the
adviser, member and lead are health's, those of another agency are education's. Somebody with
every role on another panel opens none of its cases, and somebody signed out nothing; the test
holds both, and that a case is closed to whoever isn't named by its restriction or declared an
interest in it: a referrer, coordinator, adviser, member, chair, lead and auditor. The last column
names those of them who still read its reference on an agenda, or are told there that they stand
back. Whoever is kept out is told no word about the child.
"""


def written(lines: Iterable[Line]) -> str:
    """Write the page."""
    names = [*CALLERS]
    head = f"| address | {' | '.join(names)} | with an interest |"
    rows = [
        f"| `/{line.address}` | {' | '.join(line.clear[name] or '·' for name in names)} "
        f"| {_interest(line)} |"
        for line in lines
    ]
    return "\n".join([INTRODUCTION, head, "| --- " * (len(names) + 2) + "|", *rows, ""])


def _interest(line: Line) -> str:
    if not line.with_interest:
        return ""
    return ", ".join(f"{name} {said}" for name, said in line.with_interest.items() if said) or "·"
