"""What tests of papers stand on: a storage of their own and a virus scanner that listens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.cases.scanner import Scanner


@pytest.fixture
def papers_kept(settings: Settings, tmp_path: Path) -> Path:
    """Keep papers in a folder of this test."""
    kept = settings.STORAGES["papers"] | {"OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"papers": kept}
    return tmp_path


@pytest.fixture
def scanner(settings: Settings) -> Iterator[Scanner]:
    """Run a scanner, and have papers looked at by it."""
    with Scanner() as listening:
        settings.CLAMD_URL = listening.address
        yield listening
