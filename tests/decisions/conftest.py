"""One printed and one sealed record, made once for all the tests that only read them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from pytest_django.fixtures import Settings

from panel.decisions.records import pdf
from panel.decisions.sealing import key as sealing_key
from panel.decisions.sealing import pades
from panel.decisions.sealing.key import SealingKey
from tests.builders import MEETING_DAY
from tests.decisions.challenged import LATER
from tests.decisions.records.example import HEADER, RECORD

PASSPHRASE = "a passphrase for tests"
SEAL_MADE_AT = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def seal_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seal") / "seal.p12"
    sealing_key.make(path, PASSPHRASE, at=SEAL_MADE_AT)
    return path


@pytest.fixture(scope="session")
def key(seal_file: Path) -> SealingKey:
    return sealing_key.read(seal_file, PASSPHRASE)


@pytest.fixture(scope="session")
def printed() -> bytes:
    return pdf.render(RECORD)


@pytest.fixture(scope="session")
def sealed(printed: bytes, key: SealingKey) -> bytes:
    return pades.sign(printed, key, at=HEADER.issued_at)


@pytest.fixture
def our_seal(settings: Settings, seal_file: Path) -> Settings:
    settings.PANEL_SEAL = seal_file
    settings.PANEL_SEAL_PASSPHRASE = PASSPHRASE
    return settings


@pytest.fixture
def later() -> Iterator[None]:
    """Have doorways read a clock two months after the meeting, whatever day it is here."""
    with time_machine.travel(LATER):
        yield


@pytest.fixture
def september() -> Iterator[None]:
    """Have doorways read a clock on the day of the meeting, whatever day it is here."""
    with time_machine.travel(MEETING_DAY, tick=False):
        yield
