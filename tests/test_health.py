import pytest
from django.db import connection, connections
from django.test import Client
from pytest_django.fixtures import Settings


def test_a_process_that_runs_is_live(client: Client) -> None:
    answer = client.get("/health/live")

    assert (answer.status_code, answer.json()) == (200, {"status": "live"})


@pytest.mark.django_db
def test_a_migrated_database_and_a_queue_are_ready(client: Client) -> None:
    answer = client.get("/health/ready")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ready", "database": "ready", "queue": "ready"}


@pytest.mark.django_db
def test_a_lost_queue_is_reported_but_serves(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = "unix:///nowhere/socket"

    answer = client.get("/health/ready")

    assert (answer.status_code, answer.json()["queue"]) == (200, "unreachable")


@pytest.mark.django_db
def test_a_queue_that_is_not_set_is_said(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = ""

    assert client.get("/health/ready").json()["queue"] == "not set"


def test_a_database_that_lacks_a_migration_is_not_ready(
    client: Client, committed_db: None
) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")

    answer = client.get("/health/ready")

    assert (answer.status_code, answer.json()["database"]) == (503, "migrations owed")


def test_a_lost_database_is_not_ready(
    client: Client, committed_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection.close()
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "host", "/nowhere")

    answer = client.get("/health/ready")

    assert (answer.status_code, answer.json()["database"]) == (503, "unreachable")
