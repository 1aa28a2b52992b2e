"""
Has slipcover cost less than the tests it measures: see each line below.

It is a plugin of pytest's, so that it comes before anything of the panel is imported.
"""

import os

import pytest
from slipcover import Slipcover, pytest_plugin

# Each probe goes when it is first passed, as `--immediate` asks, in the processes that share the
# tests too: slipcover doesn't pass that on to them.
if pytest_plugin._slipcover_instance is not None:
    pytest_plugin._slipcover_instance.immediate = True


def pytest_configure(config: pytest.Config) -> None:
    """Leave it to the processes that share the tests to read what no test has imported; each does,
    and who hands the tests out would read every file of the panel for nothing.
    """
    if config.option.numprocesses and "PYTEST_XDIST_WORKER" not in os.environ:
        Slipcover._add_unseen_source_files = lambda self, source: None
