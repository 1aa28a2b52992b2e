"""
Has coverage take each of its probes out when it is first passed, as slipcover's `--immediate`
does, in the processes that share the tests too: it doesn't pass that on to them.
"""

from slipcover import pytest_plugin

if pytest_plugin._slipcover_instance is not None:
    pytest_plugin._slipcover_instance.immediate = True
