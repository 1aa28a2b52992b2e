"""The sample county, loaded once a process by its own command."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from panel.sample.management.commands import load_sample
from tests.emptying import Baseline

WEDNESDAY = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class Loaded:
    """What loading the county left."""

    rows: Baseline
    sign_ins: Path


@pytest.fixture(scope="session")
def loaded(
    as_migrated: Baseline,
    django_db_setup: Baseline,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Loaded:
    """The county as it is loaded on a Wednesday afternoon, kept aside."""
    sign_ins = tmp_path_factory.mktemp("northmere") / "sign-ins.json"
    with (
        django_db_blocker.unblock(),
        time_machine.travel(WEDNESDAY, tick=False),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(load_sample, "SIGN_INS", sign_ins)
        as_migrated.restore()
        call_command("load_sample", use_env=True, password=PASSWORD)
        kept = Baseline.keep("northmere")
        django_db_setup.restore()
        connections.close_all()
    return Loaded(kept, sign_ins)


@pytest.fixture
def northmere(loaded: Loaded, committed_db: None) -> Path:
    """The county in the tables; returns the file of its sign-ins."""
    loaded.rows.restore()
    return loaded.sign_ins
