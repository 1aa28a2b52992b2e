"""Gathers how a family is told of a decision, their rights, and how long the record is kept."""

from panel import clock
from panel.deadlines import counting
from panel.deadlines.durations import length_of
from panel.decisions.models import Decision
from panel.decisions.records import record
from panel.policies import calendars
from panel.policies.schema import Policy

CHANNELS = {
    "phone": "by telephone",
    "email": "by e-mail",
    "letter": "by letter",
    "decision_sheet": "by decision sheet",
}

#: The Local Authority Social Services and National Health Service Complaints (England)
#: Regulations 2009 (SI 2009/309).
COMPLAINT = "You may complain to the council or to the integrated care board."

#: Children and Families Act 2014, sections 51 to 53; the Tribunal Procedure (First-tier Tribunal)
#: (Health, Education and Social Care Chamber) Rules 2008 (SI 2008/2699), rule 20.
APPEAL = (
    "Where the decision changes an education, health and care plan you may ask for mediation, "
    "and you may appeal to the First-tier Tribunal within two months of the notice or one month "
    "of the mediation certificate, whichever is later."
)

#: Retention differs from one kind of record to the next; this is the longer of the two that
#: councils publish for the file of a child with special educational needs, 25 years and 6.
RETENTION = record.Retention(
    record_class="Joint funding decision about a child",
    rule="Kept until the person’s 31st birthday, longer if ever looked after",
)


def notification(decision: Decision, rules: Policy) -> record.Notification:
    """Return by when and how the outcome is told under the panel's rules, and the rights."""
    decided_on = clock.date_of(decision.decided_at)
    holidays = calendars.closed(rules.calendar, decided_on.year, decided_on.year + 2)
    told = "; ".join(
        f"{CHANNELS[notice.channel]}, by "
        f"{counting.end(length_of(notice.within), decided_on, holidays):%-d %B %Y}"
        for notice in rules.notices.outcome
    )
    again = f"You may ask the panel to think again within {_in_words(rules)} of this decision."
    return record.Notification(letter=told[:1].upper() + told[1:], rights=(again, *_by_law(rules)))


def _by_law(rules: Policy) -> tuple[str, ...]:
    """Return the rights that English law gives; another nation's are for its own letters."""
    return (COMPLAINT, APPEAL) if rules.identity.has_english_law else ()


def _in_words(rules: Policy) -> str:
    window = rules.appeal.window
    unit = window.unit.replace("_", " ")
    return f"{window.count} {unit.removesuffix('s') if window.count == 1 else unit}"
