import pytest
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
