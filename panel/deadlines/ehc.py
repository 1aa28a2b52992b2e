"""The law's limits on the way to an education, health and care plan, and in each year after it.

Special Educational Needs and Disability Regulations 2014 (SI 2014/1530). `panel.cases.plan.steps`
says which step starts and which meets each of them.

Some limits have no clock, because nobody tells the system what they run from: that advice goes out
two weeks before a review meeting (reg 20), which is recorded once it was held; a move to the next
phase of education by 31 March, 15 February or five months before (reg 18), whose year and phase
aren't told; and the review of a plan taken over (reg 15(5)), for which the day of the last review
elsewhere counts: once that review is recorded, twelve months run from it as from any other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from panel.deadlines.counting import Length, Unit
from panel.deadlines.durations import length_of
from panel.deadlines.rules import EHC_05, Rule
from panel.policies.schema import Duration

IN_FORCE = date(2014, 9, 1)


def _rule(number: str, title: str, regulation: str, length: Length) -> Rule:
    source = f"SEND Regulations 2014 (SI 2014/1530), {regulation}"
    return Rule(f"EHC-{number}", title, source, IN_FORCE, length)


EHC_01 = _rule("01", "Decide whether to assess", "reg 5(1)", Length(6, Unit.WEEKS))
EHC_02 = _rule("02", "Advice for the assessment", "reg 8(1)", Length(6, Unit.WEEKS))
EHC_03 = _rule("03", "Say that no plan is issued", "reg 10(1)", Length(16, Unit.WEEKS))
# At least 15 days beginning with the day on which the draft was served: 14 after it.
EHC_04 = _rule(
    "04", "The family’s views on the draft", "reg 13(1)", Length(14, Unit.CALENDAR_DAYS)
)
# Guidance: the council goes on without an answer.
EHC_06 = Rule(
    id="EHC-06",
    title="Answers of the schools asked",
    source="SEND Code of Practice 2015, paragraph 9.83",
    effective_from=IN_FORCE,
    length=Length(15, Unit.CALENDAR_DAYS),
)
EHC_07 = _rule("07", "Annual review of the plan", "reg 18 to 22", Length(12, Unit.MONTHS))
EHC_09 = _rule("09", "The school’s report of the review", "reg 20(8)", Length(2, Unit.WEEKS))
EHC_10 = _rule(
    "10",
    "Decide after the review, with any amendments",
    "reg 20(10), 22(2)",
    Length(4, Unit.WEEKS),
)
EHC_11 = _rule("11", "Final amended plan", "reg 22(3)", Length(8, Unit.WEEKS))
EHC_15 = _rule(
    "15", "Hand the plan over to the new council", "reg 15(2)", Length(15, Unit.WORKING_DAYS)
)
EHC_16 = _rule(
    "16", "Tell the family what follows from the transfer", "reg 15(4)", Length(6, Unit.WEEKS)
)
EHC_18 = _rule("18", "Final plan after the re-assessment", "reg 27(2)", Length(14, Unit.WEEKS))

LIMITS: Mapping[str, Rule] = {
    rule.id: rule
    for rule in (
        *(EHC_01, EHC_02, EHC_03, EHC_04, EHC_05, EHC_06, EHC_07, EHC_09),
        *(EHC_10, EHC_11, EHC_15, EHC_16, EHC_18),
    )
}

#: Those that four exceptions disapply: reg 5(4), 10(4), 13(3) and 27.
EXCEPTABLE = frozenset({EHC_01.id, EHC_03.id, EHC_05.id, EHC_18.id})

#: Those that a policy may set otherwise, in the order it states them.
STATED = (EHC_01.id, EHC_03.id, EHC_05.id, EHC_04.id)


def limits(stated: Sequence[Duration], *, version: str) -> Mapping[str, Rule]:
    """Return the limits, those that a panel's policy states otherwise with it as their source.

    Args:
        version: the version of the panel's rules, as it shall be printed.
    """
    told = dict(zip(STATED, stated, strict=False))
    return {
        rule_id: _stated(rule, told[rule_id], version) if rule_id in told else rule
        for rule_id, rule in LIMITS.items()
    }


def _stated(rule: Rule, stated: Duration, version: str) -> Rule:
    length = length_of(stated)
    if rule is EHC_04 and length.unit is Unit.CALENDAR_DAYS:
        length = replace(length, number=max(0, length.number - 1))  # the first day counts
    return rule if length == rule.length else replace(rule, length=length, source=version)
