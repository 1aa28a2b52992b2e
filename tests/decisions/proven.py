"""What `manage.py prove` says, but for work that no worker does in a test."""

from datetime import datetime

from panel.decisions.proving import proof


def assert_proven(*, at: datetime) -> None:
    """Assert that books, stages and records bear each other out."""
    proven = dict(proof.prove(at=at))
    del proven["No owed work is stuck"]
    assert {what: faults for what, faults in proven.items() if faults} == {}
