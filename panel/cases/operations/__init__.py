"""The verbs of placement requests: the only writers of this app's tables.

Callers say `operations.submit(...)`. Inside, `children` keeps a child's record, `writing` writes a
request down, `moving` sends it to the panel and carries it along its chart, `advice` asks for
advice and takes it, `papers` keeps what the panel reads, `plan` follows the child's plan, and
`placements` sees a placement through. `linking` says which others a request belongs to,
`restricting` keeps it to a few, `listing` keeps the directory of providers.
"""

from panel.cases.operations.advice.advising import (
    AdviceFrozen,
    NotAnExcuse,
    NotAsked,
    ReuseNotAgreed,
    SelfAdvised,
    give_advice,
)
from panel.cases.operations.advice.asking import (
    NothingChanged,
    NotWaiting,
    ask_again,
    ask_for_advice,
    ask_where_changed,
)
from panel.cases.operations.advice.inviting import (
    AlreadyEnded,
    answer_invitation,
    invite_adviser,
    open_invitation,
    revoke_invitation,
)
from panel.cases.operations.children.recording import tell_of_child
from panel.cases.operations.children.telling_apart import ChildDiffers, MayBeKnown, NotTheSame
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
from panel.cases.operations.moving.hastening import leave_to_meeting, take_urgently
from panel.cases.operations.moving.moving import (
    bring_back,
    carry,
    locked,
    mark_ready,
    move,
    return_to_referrer,
    withdraw,
)
from panel.cases.operations.moving.rebasing import rebase
from panel.cases.operations.moving.reopening import reopen
from panel.cases.operations.moving.submitting import submit
from panel.cases.operations.papers.papers import (
    NamesTheChild,
    PapersClosed,
    SamePaper,
    Withheld,
    add_paper,
    add_paper_version,
    circulate,
    withhold_paper,
)
from panel.cases.operations.papers.scanning import scan_paper, sweep
from panel.cases.operations.placements.agreeing import (
    AgreementReplaced,
    AlreadySigned,
    draw_up_agreement,
    open_placement,
    record_signature,
)
from panel.cases.operations.placements.changing import (
    ReviewFirst,
    ask_for_change,
    give_reason_of_change,
)
from panel.cases.operations.placements.moving import DayRefused, locked_changed_by
from panel.cases.operations.placements.representing import represent_placements
from panel.cases.operations.placements.reviewing import (
    NotAnAsker,
    NotMeasured,
    ask_for_early_review,
    record_review,
)
from panel.cases.operations.placements.running import (
    end_placement,
    resume_placement,
    start_placement,
    suspend_placement,
)
from panel.cases.operations.placements.tasks import AlreadyDone, NotOwed, finish_task, open_tasks
from panel.cases.operations.plan.planning import (
    NoException,
    NotThatDay,
    NotThatStep,
    disapply_limit,
    record_plan_step,
)
from panel.cases.operations.plan.taking_back import NothingToTakeBack, take_back_plan_step
from panel.cases.operations.restricting import (
    AlreadyRestricted,
    NotOnPanel,
    NotRestricted,
    lift_restriction,
    open_in_emergency,
    restrict,
)
from panel.cases.operations.writing.drafting import Locked, Stale, UnknownAgency
from panel.cases.operations.writing.starting import AlreadyLive, PlacementOnRecord, draft, start
from panel.cases.operations.writing.telling import tell
from panel.cases.operations.writing.weighing import (
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
