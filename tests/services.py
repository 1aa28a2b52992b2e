"""
A real PostgreSQL and Valkey for the tests: started by `-p tests.services` before anything reads
the settings. Where several processes share the tests, each starts its own.

Set DATABASE_URL, DATABASE_OWNER_URL and REDIS_URL to test against other servers; their data is
then lost, and one process runs all tests.
"""

import os
import sys
import tempfile
from pathlib import Path

import pytest

from panel.supervisor import keys, pango
from panel.supervisor.pair import Pair

PAIR = pytest.StashKey[Pair]()
OURS = "PANEL_TEST_SERVERS"  # set where the addresses are of servers started here

if unpacked := pango.environment().items() - os.environ.items():
    # Only a new process looks for its libraries anew; and only now, while pytest doesn't catch
    # what is printed yet, does anybody see what that one prints.
    os.execve(sys.executable, sys.orig_argv, {**os.environ, **dict(unpacked)})


# pytest-django reads the settings in this hook; who registers later and comes first, goes first.
@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    if "DATABASE_URL" in os.environ and OURS not in os.environ:
        if early_config.known_args_namespace.numprocesses:
            raise pytest.UsageError("Processes can't share given servers: run pytest without -n.")
        return
    base = Path(tempfile.mkdtemp(prefix="panel-tests-", dir="/var/tmp"))
    pair = Pair(base, is_throwaway=True)
    early_config.stash[PAIR] = pair
    os.environ.update({**keys.environment(base), **pair.environment, OURS: str(base)})


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {os.environ['DATABASE_URL']}"


def pytest_unconfigure(config: pytest.Config) -> None:
    if pair := config.stash.get(PAIR, None):
        pair.stop()
