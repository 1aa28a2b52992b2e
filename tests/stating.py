"""The sample panel's rules with some of them stated otherwise."""

import re

from tests.builders import KENT, ruled_by


def under(section: str, *lines: str) -> None:
    """Bring the rules into force with these lines in a section, in place of any it has.

    `under("review", 'body = "agency"')`
    """
    ruled_by(restated(KENT, section, *lines))


def restated(document: str, section: str, *lines: str) -> str:
    """Return a document with these lines in a section, which is made if it has none."""
    head = f"[{section}]"
    before, found, after = document.partition(f"{head}\n")
    if not found:
        return "\n".join([document, head, *lines, ""])
    body, mark, rest = after.partition("\n[")
    for line in lines:
        name = line.split(" =")[0]
        body = re.sub(rf"^{name} = [^\[\n]*\n", "", f"{body}\n", flags=re.MULTILINE)
    return "\n".join([f"{before}{head}", *lines, f"{body}{mark}{rest}"])
