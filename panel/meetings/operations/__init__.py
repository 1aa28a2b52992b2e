"""The verbs of meetings: the only writers of this app's tables.

`planning` calls meetings and builds agendas, `running` sends papers, opens and closes,
`cancelling` calls one off, `reconvening` holds a meeting again that had no quorum, `ratifying`
lists what was decided between two, `taking_part` keeps what those with a seat say of an item, and
`admitting` who else was there for it.
"""

from panel.meetings.operations.admitting import NotAdmitted, admit
from panel.meetings.operations.cancelling import cancel
from panel.meetings.operations.moments import NotThen
from panel.meetings.operations.moving import PositionsClosed, locked_item
from panel.meetings.operations.planning import (
    AgendaFull,
    AnotherPanel,
    Late,
    ListedBefore,
    NotCalled,
    list_request,
    plan,
)
from panel.meetings.operations.reconvening import NotReconvened, reconvene
from panel.meetings.operations.running import (
    NotSeated,
    SentLate,
    TooSoon,
    close,
    send_papers,
    start,
)
from panel.meetings.operations.taking_part import (
    Advises,
    HadAPart,
    InterestDeclared,
    NoSeat,
    NoSuchLevel,
    NoWayBack,
    declare_interest,
    give_position,
)

__all__ = [
    "Advises",
    "AgendaFull",
    "AnotherPanel",
    "HadAPart",
    "InterestDeclared",
    "Late",
    "ListedBefore",
    "NoSeat",
    "NoSuchLevel",
    "NoWayBack",
    "NotAdmitted",
    "NotCalled",
    "NotReconvened",
    "NotSeated",
    "NotThen",
    "PositionsClosed",
    "SentLate",
    "TooSoon",
    "admit",
    "cancel",
    "close",
    "declare_interest",
    "give_position",
    "list_request",
    "locked_item",
    "plan",
    "reconvene",
    "send_papers",
    "start",
]
