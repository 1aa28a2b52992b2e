"""`prove` names whatever was changed behind the operations' backs."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connections, transaction
from pytest_django.plugin import DjangoDbBlocker

from panel.clock import now
from panel.decisions.proving.proof import prove
from panel.sample import document
from panel.sample.county import as_owner
from panel.sample.walk import Walked, walk
from tests.emptying import Baseline

EXAMPLE = settings.BASE_DIR / "docs" / "examples" / "local-special-school.json"

pytestmark = [pytest.mark.slow, pytest.mark.pdf]


@pytest.fixture(scope="module")
def walked(django_db_setup: Baseline, django_db_blocker: DjangoDbBlocker) -> Iterator[Walked]:
    """One case, walked once for all: what a test does to it is rolled back."""
    with django_db_blocker.unblock():
        yield walk(document.read(EXAMPLE.read_bytes()), at=now())
        connections.close_all()
        django_db_setup.restore()
        connections.close_all()


@pytest.fixture
def tamper(walked: Walked) -> Iterator[None]:
    """Put every guard of the database to sleep, as only its owner can, until the test ends."""
    with as_owner(), transaction.atomic():
        change("SET LOCAL session_replication_role = replica")
        yield
        transaction.set_rollback(True)


def change(statement: str) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(statement)


def found() -> dict[str, list[str]]:
    return {proven: faults for proven, faults in prove(at=now()).items() if faults}


def test_a_case_walked_by_the_operations_is_proven(
    walked: Walked, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("prove")

    assert "no  " not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("statement", "proven", "named"),
    [
        (
            "UPDATE cases_placementrequest SET stage = 'listed'",
            "Every stage is where its events lead",
            "JRAP-2026-00001: it stands at listed, and its events lead to approved.",
        ),
        (
            "UPDATE audit_event SET payload = jsonb_set(payload, '{to}', '\"listed\"')"
            " WHERE kind = 'mark_ready'",
            "Every stage is where its events lead",
            "says mark_ready led from advice to listed",
        ),
        (
            "UPDATE audit_event SET at = at - interval '1 day' WHERE kind = 'consider'",
            "Every event follows from the one before it",
            "of JRAP-2026-00001 doesn't follow from the one before it.",
        ),
        (
            "UPDATE decisions_shareapproval SET this_year_pence = this_year_pence - 1",
            "The ledger holds what was approved",
            "approved, and the ledger holds",
        ),
        (
            "UPDATE decisions_shareapproval SET stage = 'waiting', approved_at = NULL,"
            " approved_by_id = NULL",
            "Every stage is where its events lead",
            "0 rows of approval by education, and 1 events of it.",
        ),
        (
            "UPDATE pooledbudget_posting SET amount_pence = amount_pence + 1",
            "The ledger re-adds",
            "Northmere complex needs pooled fund",
        ),
        (
            "UPDATE decisions_decisionrecord SET content = replace(content, 'Oakhanger', 'Other')",
            "Every record says what it said",
            "its content doesn't have the hash written beside it.",
        ),
        (
            "UPDATE decisions_registerentry SET issued_at = issued_at - interval '1 day'",
            "The register is whole, and so is each file in it",
            "Register 1: the line doesn't follow from the one before it.",
        ),
        (
            "UPDATE decisions_rendering SET stage = 'owed'",
            "The register is whole, and so is each file in it",
            "its PDF still counts as owed.",
        ),
        (
            "DELETE FROM decisions_registerentry",
            "The register is whole, and so is each file in it",
            "the register has no line for it.",
        ),
    ],
)
@pytest.mark.usefixtures("tamper")
def test_what_was_changed_is_named(statement: str, proven: str, named: str) -> None:
    change(statement)

    assert named in " ".join(found()[proven])


def test_work_that_nobody_does_counts_as_stuck_only_after_a_while(walked: Walked) -> None:
    stuck = "No owed work is stuck"

    assert not prove(at=now())[stuck]
    assert any("not sent" in line for line in prove(at=now() + timedelta(hours=1))[stuck])


def test_the_command_ends_with_1_and_names_the_row(
    tamper: None, capsys: pytest.CaptureFixture[str]
) -> None:
    change("UPDATE cases_placementrequest SET stage = 'listed'")

    with pytest.raises(SystemExit, match="1"):
        call_command("prove")

    assert "    JRAP-2026-00001: it stands at listed" in capsys.readouterr().out


def test_a_file_changed_or_lost_is_named(walked: Walked) -> None:
    file = Path(storages["records"].path(walked.register_entry.file))
    issued = file.read_bytes()

    file.write_bytes(issued + b" ")
    assert "isn't the one that was issued" in " ".join(*found().values())
    file.unlink()
    assert "is missing" in " ".join(*found().values())

    file.write_bytes(issued)
    assert not found()
