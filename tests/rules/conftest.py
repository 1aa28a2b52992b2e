"""The people who call and the cases they call about, for the tests that call every address."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.rules.permission_matrix import Matrix


@pytest.fixture
def matrix(db: None, settings: Settings, tmp_path: Path) -> Matrix:
    papers = settings.STORAGES["papers"] | {"OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"papers": papers}
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"  # no table to ask
    return Matrix()
