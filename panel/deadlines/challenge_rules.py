"""What law says about the time to challenge a decision, to answer that, and to do as is ordered.

Not counted here, since the text wasn't found: that days in August, and from 25 December to 1
January, may be left out of a time before the Tribunal (its rule 12). What is late by our count may
be taken all the same, with a reason.

Sources:
    SEND Regulations 2014 (SI 2014/1530), regs 33, 44 and 45, the last as amended by SI 2015/359;
    Children and Families Act 2014, sections 51 to 54;
    Tribunal Procedure (First-tier Tribunal) (Health, Education and Social Care Chamber) Rules 2008
    (SI 2008/2699), rules 20 and 21; SEND (First-tier Tribunal Recommendations Power) Regulations
    2017 (SI 2017/1306); Local Authority Social Services and NHS Complaints (England) Regulations
    2009 (SI 2009/309), regs 12 and 14.
"""

from dataclasses import replace
from datetime import date

from panel.deadlines.counting import Length, Unit
from panel.deadlines.rules import Rule

PLANS_BEGIN = date(2014, 9, 1)
REG_44 = "Special Educational Needs and Disability Regulations 2014 (SI 2014/1530), reg 44(2)"
REG_45 = "The same Regulations, reg 45: the council doesn’t oppose the appeal"
COMPLAINTS = "Complaints Regulations 2009 (SI 2009/309)"
TRIBUNAL = "First-tier Tribunal (HESC) Rules 2008 (SI 2008/2699)"

# The time there is to ask, from the notice of the decision.
MED_01 = Rule(
    "MED-01",
    "Ask for mediation",
    "SEND Regulations 2014 (SI 2014/1530), reg 33",
    PLANS_BEGIN,
    Length(2, Unit.MONTHS),
)
TRI_01 = Rule(
    "TRI-01", "Appeal to the Tribunal", f"{TRIBUNAL}, rule 20", PLANS_BEGIN, Length(2, Unit.MONTHS)
)
TRI_01_CERTIFICATE = replace(
    TRI_01, id="TRI-01-CERTIFICATE", title="Appeal after mediation", length=Length(1, Unit.MONTHS)
)
COMPLAIN = Rule(
    "COMPLAIN", "Complain", f"{COMPLAINTS}, reg 12", date(2009, 4, 1), Length(12, Unit.MONTHS)
)

# The time there is to answer, from being asked.
MED_03 = Rule(
    "MED-03",
    "Mediation arranged",
    "Children and Families Act 2014, sections 53 and 54; the time as councils publish it",
    PLANS_BEGIN,
    Length(30, Unit.CALENDAR_DAYS),
)
TRI_02 = Rule(
    "TRI-02",
    "Council’s response to the appeal",
    f"{TRIBUNAL}, rule 21",
    PLANS_BEGIN,
    Length(30, Unit.WORKING_DAYS),
)
COMPLAINT_ANSWER = Rule(
    "COMPLAINT-ANSWER",
    "Answer to the complaint",
    f"{COMPLAINTS}, reg 14",
    date(2009, 4, 1),
    Length(6, Unit.MONTHS),
)

# The time there is to do as the Tribunal orders.
TRI_03_TELL = Rule(
    "TRI-03-TELL",
    "Tell the family that the child is assessed",
    f"{REG_44}(b)",
    PLANS_BEGIN,
    Length(2, Unit.WEEKS),
)
TRI_03_PLAN = Rule(
    "TRI-03-PLAN",
    "Final EHC plan after the assessment; within 10 weeks if there is none",
    f"{REG_44}(b)",
    PLANS_BEGIN,
    Length(14, Unit.WEEKS),
)
TRI_04_DRAFT = Rule(
    "TRI-04-DRAFT",
    "Draft EHC plan as ordered",
    f"{REG_44}(c)",
    PLANS_BEGIN,
    Length(5, Unit.WEEKS),
)
TRI_04_PLAN = Rule(
    "TRI-04-PLAN",
    "Final EHC plan as ordered",
    f"{REG_44}(c)",
    PLANS_BEGIN,
    Length(11, Unit.WEEKS),
)
TRI_05_AMEND = Rule(
    "TRI-05-AMEND", "EHC plan amended as ordered", REG_44, PLANS_BEGIN, Length(5, Unit.WEEKS)
)
TRI_05_NAME = Rule(
    "TRI-05-NAME", "School named as ordered", REG_44, PLANS_BEGIN, Length(2, Unit.WEEKS)
)
TRI_06_TELL = replace(TRI_03_TELL, id="TRI-06-TELL", source=REG_45)
TRI_06_PLAN = replace(TRI_03_PLAN, id="TRI-06-PLAN", source=REG_45)
TRI_06_AMEND = replace(TRI_05_AMEND, id="TRI-06-AMEND", source=REG_45)
TRI_07 = Rule(
    "TRI-07",
    "Answer to the Tribunal’s recommendations, with reasons",
    "SEND (First-tier Tribunal Recommendations Power) Regulations 2017 (SI 2017/1306)",
    date(2018, 4, 3),
    Length(5, Unit.WEEKS),
)

# Ids of the rules that a panel's policy sets; the functions below make them.
REVIEW_WINDOW = "REVIEW-WINDOW"
REVIEW_ANSWER = "REVIEW-ANSWER"


def review_window(length: Length, *, policy: str, effective_from: date) -> Rule:
    """Return the rule for asking the panel itself to look at its decision again."""
    return Rule(REVIEW_WINDOW, "Ask the panel to think again", policy, effective_from, length)


def review_answer(length: Length, *, policy: str, effective_from: date) -> Rule:
    """Return the rule for the panel's answer to that."""
    return Rule(REVIEW_ANSWER, "Answer to the request for review", policy, effective_from, length)
