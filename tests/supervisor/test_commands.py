"""`manage.py` from outside, as a person meets it."""

import os
import subprocess
import sys

import pytest

from panel.supervisor.folders import CHECKOUT


def manage(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=CHECKOUT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_command_uses_the_database_it_is_given() -> None:
    answer = manage(
        "shell", "-c", "from django.db import connection as c; c.connect(); print('in')"
    )

    assert (answer.returncode, answer.stdout.splitlines()[-1]) == (0, "in"), answer.stderr


@pytest.mark.parametrize(
    "environment",
    [
        {"DATABASE_URL": "mysql://panel@host/panel"},
        {"DATABASE_URL": "postgres://panel@/panel?host=/nowhere"},
        {"PANEL_SECRET_KEY": ""},
        {"REDIS_URL": "nonsense"},
        {"SMTP_URL": "nonsense"},
    ],
    ids=lambda environment: "=".join(*environment.items()),
)
def test_a_wrong_setting_stops_the_command_with_one_sentence(environment: dict[str, str]) -> None:
    answer = manage("check", **environment)

    assert answer.returncode == 2
    assert answer.stdout == ""
    assert answer.stderr.count("\n") == 1
    assert answer.stderr.endswith(".\n")


def test_help_needs_no_server() -> None:
    answer = manage("help", DATABASE_URL="postgres://panel@/panel?host=/nowhere")

    assert answer.returncode == 0


def test_migrations_run_as_the_owner() -> None:
    answer = manage("migrate", "--plan")

    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    "entrance",
    [
        ["gunicorn", "--preload", "--bind=127.0.0.1:0", "panel.wsgi"],
        ["dramatiq", "panel.worker", "--processes=1"],
    ],
    ids=lambda entrance: entrance[0],
)
def test_a_server_refuses_a_wrong_setting_with_one_sentence(entrance: list[str]) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", *entrance],
        cwd=CHECKOUT,
        env={**os.environ, "PANEL_SECRET_KEY": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 2
    assert "PANEL_SECRET_KEY is not set" in answer.stderr
    assert "Traceback" not in answer.stderr
