"""The verbs of placement requests: the only writers of this app's tables.

`starting`, `telling` and `weighing` write a request down, `moving` carries it along its chart,
`advising` asks for and takes advice. Callers say `operations.submit(...)`.
"""

from panel.cases.operations.advising import (
    NotAsked,
    SelfAdvised,
    ask_again,
    ask_for_advice,
    give_advice,
)
from panel.cases.operations.drafting import Locked, UnknownAgency
from panel.cases.operations.moving import (
    bring_back,
    locked,
    mark_ready,
    move,
    return_to_referrer,
    submit,
    withdraw,
)
from panel.cases.operations.starting import AlreadyLive, ChildDiffers, draft, start
from panel.cases.operations.telling import name_needs, tell
from panel.cases.operations.weighing import (
    TooManyOptions,
    UnknownProvider,
    drop_option,
    weigh_option,
)

__all__ = [
    "AlreadyLive",
    "ChildDiffers",
    "Locked",
    "NotAsked",
    "SelfAdvised",
    "TooManyOptions",
    "UnknownAgency",
    "UnknownProvider",
    "ask_again",
    "ask_for_advice",
    "bring_back",
    "draft",
    "drop_option",
    "give_advice",
    "locked",
    "mark_ready",
    "move",
    "name_needs",
    "return_to_referrer",
    "start",
    "submit",
    "tell",
    "weigh_option",
    "withdraw",
]
