"""The verbs of placement requests: the only writers of this app's tables.

`starting`, `telling` and `weighing` write a request down, `submitting` sends it to the panel,
`moving` carries it along its chart and `reopening` back to its beginning, `linking` says which
others it belongs to, `hastening` takes it out of the way to a meeting, `asking` asks for advice,
`advising` takes it, `inviting` from outside too, `papers` keeps what the panel reads, `scanning`
looks into it, `restricting` keeps a case to a few, `planning` follows the child's plan,
`taking_back` what was recorded wrongly of it. Of a placement, `agreeing` draws up the agreement,
`preparing` what comes before the start, `running` starts and ends it, `reviewing`,
`placement_tasks` and `changing` see it through, `carrying_over` says what a change begins with,
`representing` brings it back. Callers say `operations.submit(...)`.
"""

from panel.cases.operations.advising import (
    AdviceFrozen,
    NotAnExcuse,
    NotAsked,
    ReuseNotAgreed,
    SelfAdvised,
    give_advice,
)
from panel.cases.operations.agreeing import (
    AgreementReplaced,
    AlreadySigned,
    draw_up_agreement,
    open_placement,
    record_signature,
)
from panel.cases.operations.asking import (
    NothingChanged,
    NotWaiting,
    ask_again,
    ask_for_advice,
    ask_where_changed,
)
from panel.cases.operations.changing import ReviewFirst, ask_for_change, give_reason_of_change
from panel.cases.operations.drafting import Locked, Stale, UnknownAgency
from panel.cases.operations.hastening import leave_to_meeting, take_urgently
from panel.cases.operations.inviting import (
    AlreadyEnded,
    answer_invitation,
    invite_adviser,
    open_invitation,
    revoke_invitation,
)
from panel.cases.operations.linking import (
    LinkedBefore,
    LinkKept,
    NoSuchRequest,
    NotLinked,
    NotThatKind,
    link,
    unlink,
)
from panel.cases.operations.listing import NumberTaken, import_providers, list_provider
from panel.cases.operations.moving import (
    bring_back,
    carry,
    locked,
    mark_ready,
    move,
    return_to_referrer,
    withdraw,
)
from panel.cases.operations.papers import (
    NamesTheChild,
    PapersClosed,
    SamePaper,
    Withheld,
    add_paper,
    add_paper_version,
    circulate,
    withhold_paper,
)
from panel.cases.operations.placement_moving import DayRefused, locked_changed_by
from panel.cases.operations.placement_tasks import AlreadyDone, NotOwed, finish_task, open_tasks
from panel.cases.operations.planning import (
    NoException,
    NotThatDay,
    NotThatStep,
    disapply_limit,
    record_plan_step,
)
from panel.cases.operations.rebasing import rebase
from panel.cases.operations.recording import tell_of_child
from panel.cases.operations.reopening import reopen
from panel.cases.operations.representing import represent_placements
from panel.cases.operations.restricting import (
    AlreadyRestricted,
    NotOnPanel,
    NotRestricted,
    lift_restriction,
    open_in_emergency,
    restrict,
)
from panel.cases.operations.reviewing import (
    NotAnAsker,
    NotMeasured,
    ask_for_early_review,
    record_review,
)
from panel.cases.operations.running import (
    end_placement,
    resume_placement,
    start_placement,
    suspend_placement,
)
from panel.cases.operations.scanning import scan_paper, sweep
from panel.cases.operations.starting import AlreadyLive, PlacementOnRecord, draft, start
from panel.cases.operations.submitting import submit
from panel.cases.operations.taking_back import NothingToTakeBack, take_back_plan_step
from panel.cases.operations.telling import tell
from panel.cases.operations.telling_apart import ChildDiffers, MayBeKnown, NotTheSame
from panel.cases.operations.weighing import (
    TooManyOptions,
    UnknownProvider,
    drop_option,
    weigh_option,
)

__all__ = [
    "AdviceFrozen",
    "AgreementReplaced",
    "AlreadyDone",
    "AlreadyEnded",
    "AlreadyLive",
    "AlreadyRestricted",
    "AlreadySigned",
    "ChildDiffers",
    "DayRefused",
    "LinkKept",
    "LinkedBefore",
    "Locked",
    "MayBeKnown",
    "NamesTheChild",
    "NoException",
    "NoSuchRequest",
    "NotAnAsker",
    "NotAnExcuse",
    "NotAsked",
    "NotLinked",
    "NotMeasured",
    "NotOnPanel",
    "NotOwed",
    "NotRestricted",
    "NotThatDay",
    "NotThatKind",
    "NotThatStep",
    "NotTheSame",
    "NotWaiting",
    "NothingChanged",
    "NothingToTakeBack",
    "NumberTaken",
    "PapersClosed",
    "PlacementOnRecord",
    "ReuseNotAgreed",
    "ReviewFirst",
    "SamePaper",
    "SelfAdvised",
    "Stale",
    "TooManyOptions",
    "UnknownAgency",
    "UnknownProvider",
    "Withheld",
    "add_paper",
    "add_paper_version",
    "answer_invitation",
    "ask_again",
    "ask_for_advice",
    "ask_for_change",
    "ask_for_early_review",
    "ask_where_changed",
    "bring_back",
    "carry",
    "circulate",
    "disapply_limit",
    "draft",
    "draw_up_agreement",
    "drop_option",
    "end_placement",
    "finish_task",
    "give_advice",
    "give_reason_of_change",
    "import_providers",
    "invite_adviser",
    "leave_to_meeting",
    "lift_restriction",
    "link",
    "list_provider",
    "locked",
    "locked_changed_by",
    "mark_ready",
    "move",
    "open_in_emergency",
    "open_invitation",
    "open_placement",
    "open_tasks",
    "rebase",
    "record_plan_step",
    "record_review",
    "record_signature",
    "reopen",
    "represent_placements",
    "restrict",
    "resume_placement",
    "return_to_referrer",
    "revoke_invitation",
    "scan_paper",
    "start",
    "start_placement",
    "submit",
    "suspend_placement",
    "sweep",
    "take_back_plan_step",
    "take_urgently",
    "tell",
    "tell_of_child",
    "unlink",
    "weigh_option",
    "withdraw",
    "withhold_paper",
]
