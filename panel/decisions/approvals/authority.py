"""Who may bind an agency to pay, and up to what. Reads; never writes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from panel.agencies.access import Access
from panel.agencies.limits import Amounts, Limits
from panel.agencies.models import Agency, Appointment, Grade, Person, Role
from panel.cases.models import PlacementRequest
from panel.cases.separation import part_of
from panel.decisions.approvals import seniority
from panel.decisions.models import Decision, Outcome, ShareApproval
from panel.decisions.placements.lifetime import dearest_week, dearest_year, lifetime, paid_once
from panel.decisions.stages import ApprovalStage
from panel.decisions.urgent import emergency
from panel.meetings.interests import is_interested
from panel.money import Pence
from panel.policies.schema import Policy


@dataclass(frozen=True)
class Authority:
    """What one appointment lets a person approve, and for whom they act, if for another."""

    limits: Limits
    grade: Grade | None = None
    acts_for: Person | None = None
    lead_grade: Grade | None = None
    ends_on: date | None = None  # of a deputy's: the first day it no longer holds

    def in_words(self) -> str:
        """Write it as records print it."""
        most = self.limits.in_words() or "nothing"
        if self.acts_for is None or self.ends_on is None:
            post = f"Agency lead, {self.grade.label.lower()}" if self.grade else "Agency lead"
            return f"{post}, up to {most}"
        last = date.fromordinal(self.ends_on.toordinal() - 1)
        return f"Deputy for {self.acts_for.name} until {last:%-d %B %Y}, up to {most}"


NONE = Authority(Limits())


def clash(
    approval: ShareApproval,
    placement_request: PlacementRequest,
    person: Person,
    acts_for: Person | None = None,
) -> str:
    """Return the sentence that keeps a person from approving for want of distance; empty if none.

    Whoever asked for, advised on, decided or has an interest in a request doesn't approve paying
    for it, nor does their deputy.
    """
    if part := _part(approval, placement_request, person):
        return f"You {part}, so another lead has to approve it."
    if acts_for and (part := _part(approval, placement_request, acts_for)):
        return f"{acts_for.name}, for whom you act, {part}, so another lead has to approve it."
    return ""


def _part(approval: ShareApproval, placement_request: PlacementRequest, person: Person) -> str:
    """Say what part somebody had in what led to an approval; empty if none."""
    if had := part_of(person, placement_request):
        return had
    if is_interested(person, placement_request):
        return "declared an interest in this request"
    urgency = approval.decision.urgency
    if urgency is not None and urgency.taken_by_id == person.pk:
        return "took this request as urgent"
    if approval.decision.decided_by_id == person.pk and not emergency.leads_decide(approval):
        return "decided this between meetings" if urgency else "chaired this decision"
    return ""


def too_junior(approval: ShareApproval, authority: Authority, rules: Policy) -> list[str]:
    """Return why somebody more senior has to approve; empty where nobody has to.

    The grades that the rules ask of a placement are asked of the last to approve: by then one of
    those who approve has to have them.
    """
    if down := _passed_down(authority, rules):
        return [down]
    bound = {share.pk for share in emergency.bound(approval)}
    others = [share for share in approval.decision.approvals.all() if share.pk not in bound]
    if any(share.stage != ApprovalStage.APPROVED for share in others):
        return []
    return short_of(approval, authority, rules)


def short_of(approval: ShareApproval, authority: Authority, rules: Policy) -> list[str]:
    """Return a sentence for each grade that neither a person nor who approved before them has."""
    before = [share.approved_grade for share in approval.decision.approvals.all()]
    return seniority.missing(asked(approval.decision, rules), [authority.grade, *before])


def asked(decision: Decision, rules: Policy) -> list[seniority.Asked]:
    """Return how senior one of those who approve a decision's shares has to be, and why."""
    in_principle = decision.outcome == Outcome.IN_PRINCIPLE
    return seniority.asked(decision.agreed, rules, in_principle=in_principle)


def _passed_down(authority: Authority, rules: Policy) -> str:
    """Return the sentence that keeps a deputy of a lower grade from approving; empty if none."""
    lead, lead_grade = authority.acts_for, authority.lead_grade
    if lead is None or lead_grade is None or not rules.authority.no_downward:
        return ""
    if authority.grade is not None and authority.grade >= lead_grade:
        return ""
    return (
        f"{lead.name}, for whom you act, is of the grade {lead_grade.label.lower()}: the rules "
        "pass authority to nobody below it."
    )


def fitting(approval: ShareApproval, access: Access, *, on: date) -> Authority:
    """Return the authority under which a person would approve a share on the day of `access`.

    Their own as a lead comes first, then those as a deputy; the first that is enough, else the
    first there is.
    """
    held = list(_held(approval, access, on=on))
    enough = (authority for authority in held if not over(approval, authority))
    return next(enough, held[0] if held else NONE)


def over(approval: ShareApproval, authority: Authority) -> list[str]:
    """Return a sentence for each limit that a share passes; none when it may be approved."""
    return authority.limits.over(amounts(approval, authority.limits))


def amounts(approval: ShareApproval, limits: Limits) -> Amounts:
    """Return what a share comes to, with those that are approved with it.

    Each of their dearest week and year, and of their lifetime, is only worked out for a limit of
    that kind.
    """
    codes = {share.agency.code for share in emergency.bound(approval)}
    option = approval.decision.agreed
    of_a_week, of_a_year, of_all = (limit is not None for limit in limits.each)
    return Amounts(
        weekly_pence=dearest_week(option, codes) if of_a_week else Pence(0),
        yearly_pence=dearest_year(option, codes) if of_a_year else Pence(0),
        lifetime_pence=lifetime(option, codes) if of_all else Pence(0),
        once_pence=paid_once(option, codes) if limits.is_by_week_alone else Pence(0),
    )


def _held(approval: ShareApproval, access: Access, *, on: date) -> Iterator[Authority]:
    panel_id = approval.decision.placement_request.panel_id
    binders = {agency.pk: agency for agency in emergency.binders(approval)}
    seats = [
        seat
        for seat in access.appointments
        if (seat.role, seat.panel_id) == (Role.AGENCY_LEAD, panel_id) and seat.agency_id in binders
    ]
    for seat in sorted(seats, key=lambda seat: (seat.deputises_id is not None, seat.pk)):
        assert seat.agency_id is not None, "A lead is an agency's."
        yield _under(seat, _delegated(binders[seat.agency_id], panel_id, on=on))


def _under(seat: Appointment, scheme: Limits) -> Authority:
    own, lead, grade = seat.limits.within(scheme), seat.deputises, _grade(seat)
    if lead is None:
        return Authority(own, grade)
    ends = [day for day in (seat.ends_on, lead.ends_on) if day is not None]
    return Authority(
        own.within(lead.limits),
        grade,
        acts_for=lead.person,
        lead_grade=_grade(lead),
        ends_on=min(ends),
    )


def _grade(seat: Appointment) -> Grade | None:
    return None if seat.grade is None else Grade(seat.grade)


def _delegated(agency: Agency, panel_id: int, *, on: date) -> Limits:
    """Return what an agency lets its leads approve on a day; nothing said: no limits."""
    schemes = [
        scheme
        for scheme in agency.delegations.all()
        if (scheme.role, scheme.panel_id) == (Role.AGENCY_LEAD, panel_id) and scheme.holds_on(on)
    ]
    latest = max(schemes, key=lambda scheme: scheme.starts_on, default=None)
    return latest.limits if latest else Limits()
