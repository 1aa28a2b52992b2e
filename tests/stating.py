"""The sample panel's rules with some of them stated otherwise."""

import re
from datetime import date

from panel.policies import documents
from panel.policies import operations as policies
from tests.builders import MONDAY_9AM, a_panel

KENT = (documents.FOLDER / "kent.toml").read_text(encoding="utf-8")


def under(section: str, *lines: str) -> None:
    """Bring the rules into force with these lines in a section, in place of any it has.

    `under("review", 'body = "agency"')`
    """
    policies.load(
        panel_id=a_panel().pk,
        document=restated(KENT, section, *lines),
        effective_from=date(2026, 9, 7),
        by=None,
        at=MONDAY_9AM,
    )


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
