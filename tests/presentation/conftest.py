"""The gallery as a site of its own beside the real one."""

from pathlib import Path

import pytest
from pytest_django import Settings

HERE = Path(__file__).parent


@pytest.fixture
def gallery(settings: Settings) -> None:
    """Serve the gallery's pages."""
    settings.ROOT_URLCONF = "tests.presentation.gallery"
    settings.TEMPLATES = [
        {**engine, "DIRS": [*engine["DIRS"], HERE / "templates"]} for engine in settings.TEMPLATES
    ]
