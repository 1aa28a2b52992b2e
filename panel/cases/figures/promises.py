"""What agencies were to give for requests, and whether it came in time: the last year by agency.

Advice is asked of each agency, and the approval of its share. What any of several agencies may
give is no one's promise, and is left out. No case is named. Nothing here writes.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from panel import working_days
from panel.agencies.access import Access, Permission
from panel.deadlines import rules
from panel.deadlines.models import Clock, Outcome
from panel.policies import queries as versions

MONTHS = 12
#: What is asked of an agency, by the rule of the clock that waits for it.
WHAT = {rules.LOCAL_ADVICE: "Advice", rules.SHARE_APPROVAL: "Approval of a share"}


@dataclass(frozen=True)
class Kept:
    """How often one thing was asked of one agency, and what came of it."""

    agency: str
    what: str
    asked: int
    in_time: int
    late: int
    overdue: int  # still owed, and its day is over
    not_yet_due: int  # still owed, and its day isn't; with the three before it adds up to `asked`


def found(access: Access, *, on: date) -> list[Kept]:
    """Return what was asked on a person's panels in the twelve months to a day, in one query.

    A panel is left out whose rules in force on that day, if any, don't ask for these figures.
    """
    asked = Clock.objects.filter(
        panel_id__in=_reporting(access, on=on),
        rule_id__in=WHAT,
        owner_agency__isnull=False,
        or_agencies=None,
        started_on__gt=working_days.add_months(on, -MONTHS),
        started_on__lte=on,
    ).exclude(outcome=Outcome.VOID)
    counted = asked.values("owner_agency__name", "rule_id").annotate(
        asked=Count("pk"),
        in_time=Count("pk", filter=Q(outcome=Outcome.MET)),
        late=Count("pk", filter=Q(outcome=Outcome.MISSED)),
        overdue=Count("pk", filter=Q(stopped_at=None, due_on__lt=on)),
        not_yet_due=Count("pk", filter=Q(stopped_at=None, due_on__gte=on)),
    )
    return [
        Kept(
            agency=row["owner_agency__name"],
            what=WHAT[row["rule_id"]],
            asked=row["asked"],
            in_time=row["in_time"],
            late=row["late"],
            overdue=row["overdue"],
            not_yet_due=row["not_yet_due"],
        )
        for row in counted.order_by("owner_agency__name", "rule_id")
    ]


def _reporting(access: Access, *, on: date) -> list[int]:
    panel_ids = {grant.panel_id for grant in access.reach(Permission.REPORT_READ)}
    in_force = versions.in_force_on_panels(panel_ids, on=on)
    return [version.panel_id for version in in_force if version.policy.reporting.unmet_commitments]
