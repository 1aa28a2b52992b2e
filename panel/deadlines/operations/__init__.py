"""The verbs of deadlines: `clocks` start and stop, `notices` are owed and sent."""

from panel.deadlines.operations.clocks import (
    DisappliedAlready,
    NotRunning,
    Owner,
    disapply,
    start_clock,
    stop_clock,
    turn_back_clocks,
    void_clocks,
)
from panel.deadlines.operations.notices import (
    NotOneLine,
    owe_notice,
    remind,
    send_notices,
    sweep,
    tell,
)

__all__ = [
    "DisappliedAlready",
    "NotOneLine",
    "NotRunning",
    "Owner",
    "disapply",
    "owe_notice",
    "remind",
    "send_notices",
    "start_clock",
    "stop_clock",
    "sweep",
    "tell",
    "turn_back_clocks",
    "void_clocks",
]
