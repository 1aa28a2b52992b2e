"""What happens on the way to a child's plan and each year after it, and the limits it touches.

    requested --6 weeks--> assessing, or not    --16 weeks--> no plan    --20 weeks--> final plan
    draft --15 days--> views       issued --12 months--> review --4 weeks--> decision
    amendments --8 weeks--> amended plan     schools asked --15 days--> their answers
    re-assessing --14 weeks--> final plan
    moved away --15 working days--> handed over     taken over --6 weeks--> family told

Pure: a table, and nothing that acts.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import models

from panel.cases.vocabulary.telling import PlanStage
from panel.deadlines import rules
from panel.deadlines.ehc import (
    EHC_01,
    EHC_02,
    EHC_03,
    EHC_04,
    EHC_06,
    EHC_07,
    EHC_09,
    EHC_10,
    EHC_11,
    EHC_15,
    EHC_16,
    EHC_18,
)


class PlanStepKind(models.TextChoices):
    """What the council, a school or health did about a child's plan, or for continuing care."""

    ASSESSING = "assessing", "Decided to assess, and asked for advice"
    NOT_ASSESSED = "not_assessed", "Decided not to assess"
    ADVISED = "advised", "All advice for the assessment came"
    NOT_ISSUED = "not_issued", "Decided not to issue a plan"
    DRAFTED = "drafted", "Sent the draft plan"
    HEARD = "heard", "Heard the family’s views on the draft"
    CONSULTED = "consulted", "Asked schools whether they can take the child"
    ANSWERED = "answered", "Every school asked has answered"
    ISSUED = "issued", "Sent the final plan"
    REVIEWED = "reviewed", "Held the review meeting"
    REPORTED = "reported", "The school reported on the review"
    KEPT = "kept", "Decided to keep or end the plan as it is"
    AMENDING = "amending", "Sent the amendments proposed"
    AMENDED = "amended", "Sent the final amended plan"
    REASSESSING = "reassessing", "Decided to re-assess"
    REISSUED = "reissued", "Sent the final plan after re-assessing"
    MOVED_AWAY = "moved_away", "Learned that the family moved to another council"
    HANDED_OVER = "handed_over", "Handed the plan over to that council"
    TAKEN_OVER = "taken_over", "Took the plan over from another council"
    TRANSFER_TOLD = "transfer_told", "Told the family what follows from taking it over"
    CARE_DECIDED = "care_decided", "Health decided about continuing care"


class ExceptionCode(models.TextChoices):
    """Why the law lets a limit of an assessment be missed: reg 5(4), 10(4), 13(3) and 27."""

    HEAD_AWAY = "a", "Advice was asked of a head around a closure of four weeks or more"
    NURSERY_AWAY = "b", "Advice was asked of a nursery around a closure of four weeks or more"
    CIRCUMSTANCES = "c", "Exceptional personal circumstances of the child or family"
    ABSENT = "d", "The child or family was away for four weeks or more"


#: Those that need a span of time no shorter than this.
SPANNING = frozenset({ExceptionCode.HEAD_AWAY, ExceptionCode.NURSERY_AWAY, ExceptionCode.ABSENT})
SPAN_WEEKS = 4


@dataclass(frozen=True)
class Follows:
    """By rule: the limits a step meets, those no longer owed after it, and those it starts."""

    meets: tuple[str, ...] = ()
    voids: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()


FOLLOWS: Mapping[PlanStepKind, Follows] = {
    PlanStepKind.ASSESSING: Follows(meets=(EHC_01.id,), starts=(EHC_02.id,)),
    PlanStepKind.NOT_ASSESSED: Follows(meets=(EHC_01.id,), voids=(EHC_03.id, rules.EHC_05.id)),
    PlanStepKind.ADVISED: Follows(meets=(EHC_02.id,)),
    PlanStepKind.NOT_ISSUED: Follows(meets=(EHC_03.id,), voids=(EHC_02.id, rules.EHC_05.id)),
    PlanStepKind.DRAFTED: Follows(voids=(EHC_03.id,), starts=(EHC_04.id,)),
    PlanStepKind.HEARD: Follows(meets=(EHC_04.id,)),
    PlanStepKind.CONSULTED: Follows(starts=(EHC_06.id,)),
    PlanStepKind.ANSWERED: Follows(meets=(EHC_06.id,)),
    PlanStepKind.ISSUED: Follows(
        meets=(rules.EHC_05.id,), voids=(EHC_03.id, EHC_04.id, EHC_06.id), starts=(EHC_07.id,)
    ),
    PlanStepKind.REVIEWED: Follows(meets=(EHC_07.id,), starts=(EHC_09.id, EHC_10.id, EHC_07.id)),
    PlanStepKind.REPORTED: Follows(meets=(EHC_09.id,)),
    PlanStepKind.KEPT: Follows(meets=(EHC_10.id,)),
    PlanStepKind.AMENDING: Follows(meets=(EHC_10.id,), starts=(EHC_11.id,)),
    PlanStepKind.AMENDED: Follows(meets=(EHC_11.id,), voids=(EHC_06.id,)),
    PlanStepKind.REASSESSING: Follows(starts=(EHC_18.id,)),
    PlanStepKind.REISSUED: Follows(
        meets=(EHC_18.id,), voids=(EHC_04.id, EHC_06.id, EHC_07.id), starts=(EHC_07.id,)
    ),
    PlanStepKind.MOVED_AWAY: Follows(starts=(EHC_15.id,)),
    PlanStepKind.HANDED_OVER: Follows(
        meets=(EHC_15.id,),
        voids=(EHC_06.id, EHC_07.id, EHC_09.id, EHC_10.id, EHC_11.id, EHC_16.id, EHC_18.id),
    ),
    PlanStepKind.TAKEN_OVER: Follows(starts=(EHC_16.id,)),
    PlanStepKind.TRANSFER_TOLD: Follows(meets=(EHC_16.id,)),
    PlanStepKind.CARE_DECIDED: Follows(meets=(rules.CONTINUING_CARE,)),
}


def may_follow(running: Collection[str]) -> list[PlanStepKind]:
    """Return the steps that do something where these limits run: meet, end or start one."""
    return [
        kind
        for kind in PlanStepKind
        if FOLLOWS[kind].starts or {*FOLLOWS[kind].meets, *FOLLOWS[kind].voids} & {*running}
    ]


#: What runs from the day the assessment was asked for, by how far the plan is known to have come.
FROM_THE_REQUEST: Mapping[PlanStage, tuple[str, ...]] = {
    PlanStage.REQUESTED: (EHC_01.id, EHC_03.id, rules.EHC_05.id),
    PlanStage.ASSESSING: (EHC_03.id, rules.EHC_05.id),
}
LAST_LIMIT = (rules.EHC_05.id,)  # runs whatever is known
