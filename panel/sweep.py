"""Everything that a sweep does, app by app.

Named, not imported: the command lies in an app below some of these, and no app may import upwards.
"""

from collections.abc import Callable, Mapping

from django.utils.module_loading import import_string

# Each takes `at`, may run beside itself, and counts what it did.
SWEEPERS = (
    "panel.deadlines.operations.sweep",
    "panel.cases.operations.sweep",
    "panel.cases.operations.open_tasks",
    "panel.cases.operations.represent_placements",
    "panel.decisions.operations.sweep",
    "panel.decisions.operations.sweep_letters",
    "panel.decisions.operations.sweep_rollovers",
    "panel.decisions.operations.sweep_forecasts",
    "panel.reports.operations.sweep",
    "panel.pooledbudget.operations.sweep",
)


def sweepers() -> list[Callable[..., Mapping[str, int]]]:
    """Return the sweepers, in the order they are to be called."""
    return [import_string(name) for name in SWEEPERS]
