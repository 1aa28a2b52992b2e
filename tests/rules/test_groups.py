"""Tests that share what is slow to make run in one process: two would make it twice."""

import os

import pytest


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="one process runs all tests")
def test_the_tests_of_a_file_are_kept_together(request: pytest.FixtureRequest) -> None:
    assert request.node.nodeid.endswith(f"@{request.path}")
