"""The sample rules with some of them stated otherwise."""

from tests.builders import KENT, ruled_by


def under(stated: str, instead: str) -> None:
    """Bring the sample rules into force with a part of their text replaced by another."""
    assert stated in KENT
    ruled_by(KENT.replace(stated, instead))
