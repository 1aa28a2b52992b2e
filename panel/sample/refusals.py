"""Everything that the operations of a request's way may refuse. Nothing else may live here."""

from panel import money
from panel.agencies import access
from panel.cases import operations as cases
from panel.chart import MoveRefused
from panel.deadlines.rules import NotInForce
from panel.decisions import operations as decisions
from panel.decisions.operations.deciding import WrongOption
from panel.decisions.operations.money import NoFund, NotCosted
from panel.meetings import operations as meetings
from panel.pooledbudget import operations as ledger
from panel.pooledbudget.refusals import Refused

#: Each one's text is a sentence for people; `MoveRefused` holds several.
REFUSALS = (
    MoveRefused,
    NoFund,
    NotCosted,
    NotInForce,
    Refused,
    access.Refused,
    cases.AlreadyLive,
    cases.ChildDiffers,
    cases.Locked,
    cases.TooManyOptions,
    cases.NotAsked,
    cases.SelfAdvised,
    cases.UnknownAgency,
    decisions.DeferredBefore,
    decisions.DutyClash,
    decisions.NotOffered,
    decisions.NotQuorate,
    decisions.NotSupported,
    decisions.OverLimit,
    WrongOption,
    ledger.AmountsRefused,
    ledger.NotAPartner,
    meetings.InterestDeclared,
    meetings.NoSeat,
    meetings.PositionsClosed,
    money.SharesRefused,
)


def reasons(refused: Exception) -> list[str]:
    """Return the sentences that say why."""
    return refused.reasons if isinstance(refused, MoveRefused) else [str(refused)]
