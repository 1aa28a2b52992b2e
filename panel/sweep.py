"""Everything that a sweep does, app by app. Above all apps; imported by the command alone."""

from collections.abc import Callable, Mapping

from panel.deadlines import operations as deadlines

# Each takes `at`, may run beside itself, and counts what it did.
SWEEPERS: tuple[Callable[..., Mapping[str, int]], ...] = (deadlines.sweep,)
