"""The database with the sample panel: rolled back after `db`, put back after `committed_db`."""

import gc
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from panel.sample import people
from tests import keeping
from tests.browsing import CHROMIUM
from tests.builders import MONDAY_9AM
from tests.demonstration import own_local
from tests.emptying import Baseline

# How long an example takes says how busy the machine is, and nothing of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Tests leave few circles behind; to look for them often costs a tenth of the run.
gc.set_threshold(50_000, 20, 50)

# What takes half a minute to make, and is made once a process.
SHARED = ("demo_folder", "matrix", "northmere")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """
    Keep together, where processes share the tests, those that share what is slow to make; and have
    the slow begin first, so that no process is left with one of them while the others are idle.
    """
    for item in items:
        asked = _asked(item)
        group = next((name for name in SHARED if name in asked), str(item.path))
        item.add_marker(pytest.mark.xdist_group(group))
    yield  # xdist reads the groups, and Django's plugin puts those last that ask no database
    items.sort(key=_turn)
    gc.freeze()  # what is imported by now stays


def _turn(item: pytest.Item) -> tuple[bool, bool, bool]:
    """Return when a test begins: demonstrations before all others, the site last of them, since it
    goes on to the end; then the slow before the quick.
    """
    asked = _asked(item)
    return "demo_folder" not in asked, "site" in asked, item.get_closest_marker("slow") is None


def _asked(item: pytest.Item) -> Collection[str]:
    return getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def as_migrated(django_db_blocker: DjangoDbBlocker) -> Baseline:
    """Migrate as the owner; tests then have the application's login and no more rights."""
    with django_db_blocker.unblock():
        call_command("migrate", database="owner", verbosity=0)
        return Baseline.keep("as_migrated")


@pytest.fixture(scope="session")
def django_db_setup(
    as_migrated: Baseline, django_db_blocker: DjangoDbBlocker
) -> Iterator[Baseline]:
    """Set up the sample panel, once for all tests but those that ask for `no_panel`."""
    with django_db_blocker.unblock():
        people.establish(password=None, at=MONDAY_9AM)
        baseline = Baseline.keep("with_the_panel")
        keeping.begin()
        connections.close_all()
    yield baseline
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture
def committed_db(django_db_setup: Baseline, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """
    Let a test commit, from as many threads and processes as it likes; then put the tables back as
    they were.

    The test must have stopped what it started: an open transaction elsewhere would keep the tables
    locked.
    """
    with django_db_blocker.unblock():
        yield
        connections.close_all()
        django_db_setup.restore()
        connections.close_all()


@pytest.fixture
def no_panel(committed_db: None, as_migrated: Baseline) -> None:
    """Let a test commit, beginning with what the migrations made and no more."""
    as_migrated.restore()


@pytest.fixture(scope="session")
def demo_folder() -> Iterator[Path]:
    """A `.local` for all demonstrations, one after the other."""
    with own_local() as folder:
        yield folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium, gone before other tests begin: while it runs, Django refuses its thread."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
