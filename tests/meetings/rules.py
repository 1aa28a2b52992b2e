"""The sample rules with some of them stated otherwise."""

from panel.policies import documents
from panel.policies import operations as policies
from tests.builders import MONDAY_9AM, a_panel

KENT = (documents.FOLDER / "kent.toml").read_text(encoding="utf-8")


def under(stated: str, instead: str) -> None:
    """Bring the sample rules into force with a part of their text replaced by another."""
    assert stated in KENT
    policies.load(
        panel_id=a_panel().pk,
        document=KENT.replace(stated, instead),
        effective_from=MONDAY_9AM.date(),
        by=None,
        at=MONDAY_9AM,
    )
