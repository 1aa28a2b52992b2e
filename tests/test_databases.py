"""The fixtures that other tests stand on."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import ProgrammingError, connection, connections, transaction

from tests.emptying import Baseline


def user(alias: str) -> str:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_application_is_not_the_owner() -> None:
    assert (user("default"), user("owner")) == ("panel_app", "panel")


@pytest.mark.django_db
def test_the_application_cannot_alter_the_schema() -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_content_type ADD COLUMN colour text")


class TestCommittedDb:
    def test_empties_what_a_test_committed_and_keeps_what_migrations_made(
        self, committed_db: None, django_db_setup: Baseline
    ) -> None:
        before = ContentType.objects.count()
        ContentType.objects.create(app_label="made", model="here")
        assert connection.in_atomic_block is False

        django_db_setup.restore()

        assert ContentType.objects.count() == before > 0
