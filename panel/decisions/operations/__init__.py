"""The verbs that join a case to its money: the only writers of this app's tables.

`deciding` takes a request through the meeting, `approving` has each agency agree to its share and
commits the money, `issuing` makes the record that proves it.
"""

from panel.decisions.operations.approving import (
    DutyClash,
    OverLimit,
    approve_share,
    refuse_share,
)
from panel.decisions.operations.deciding import (
    NotQuorate,
    NotSupported,
    consider,
    list_request,
    record_outcome,
    withdraw,
)
from panel.decisions.operations.issuing import issue, sweep

__all__ = [
    "DutyClash",
    "NotQuorate",
    "NotSupported",
    "OverLimit",
    "approve_share",
    "consider",
    "issue",
    "list_request",
    "record_outcome",
    "refuse_share",
    "sweep",
    "withdraw",
]
