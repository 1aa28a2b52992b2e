"""The people who call and the cases they call about, for the tests that call every address."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from tests.rules.permission_matrix import Matrix


@pytest.fixture(scope="package")
def matrix_kept(
    django_db_setup: object,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Matrix]:
    """Make the matrix once for all of these tests, in a transaction that is undone after them."""
    location = {"OPTIONS": {"location": str(tmp_path_factory.mktemp("papers"))}}
    outer = transaction.atomic()
    outer._from_testcase = True  # as Django's own tests, whose transactions may be within it
    with (
        override_settings(
            STORAGES=settings.STORAGES | {"papers": settings.STORAGES["papers"] | location},
            SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",  # no table to ask
        ),
        django_db_blocker.unblock(),
        outer,
    ):
        yield Matrix()
        transaction.set_rollback(True)


@pytest.fixture
def matrix(matrix_kept: Matrix, db: None) -> Matrix:
    """The matrix; what a test writes is undone after it."""
    return matrix_kept
