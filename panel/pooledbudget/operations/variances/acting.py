"""A plan against a variance: made, told of every few weeks, and ended."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person, Role
from panel.audit import log
from panel.deadlines import operations as deadlines
from panel.deadlines.counting import Length, Unit
from panel.deadlines.rules import Rule
from panel.policies import queries as versions
from panel.pooledbudget.models import ActionPlan, FundYear, PlanProgress
from panel.pooledbudget.operations.years.opening import locked_year, require_keeper
from panel.pooledbudget.variances import queries as variances
from panel.refusals import Refusal


class NoVariance(Refusal):
    """Raised when a plan is made where no alert stands."""


class PlanStands(Refusal):
    """Raised when a second plan is made against one variance."""


class PlanEnded(Refusal):
    """Raised when something is told of a plan that has ended, or it is ended again."""


class CannotOwn(Refusal):
    """Raised when somebody would own a plan whose role doesn't act on the fund."""

    field = "owner"


@transaction.atomic
def make_plan(
    *,
    fund_year_id: int,
    agency_id: int | None,
    owner_id: int,
    actions: str,
    by: Person,
    at: datetime,
) -> ActionPlan:
    """Say what is to be done against a variance, and by whom. Its progress is due from now on.

    Args:
        agency_id: whose variance it is; None for the whole fund's.

    Raises:
        access.Refused: this person doesn't post to the panel's fund.
        NoVariance: no alert stands for it.
        PlanStands: there is a plan against it.
        CannotOwn: the owner's role doesn't act on the fund.
    """
    fund_year = locked_year(fund_year_id)
    require_keeper(by, panel_id=fund_year.fund.panel_id, at=at)
    _require_unplanned(fund_year, agency_id)
    plan = ActionPlan.objects.create(
        fund_year=fund_year,
        agency_id=agency_id,
        owner=_owner(owner_id, fund_year, on=clock.date_of(at)),
        actions=actions,
        made_at=at,
        made_by=by,
    )
    _record(plan, "action_plan_made", by=by, at=at)
    _owe_progress(plan, by=by, at=at)
    return plan


def _owner(owner_id: int, fund_year: FundYear, *, on: date) -> Person:
    """Return who is to answer for a plan, and may."""
    owner = Person.objects.get(pk=owner_id)
    if not variances.owners(fund_year, on=on).contains(owner):
        raise CannotOwn(
            f"{owner.name} acts on the fund neither for an agency nor for the panel, so can’t "
            "answer for the plan."
        )
    return owner


def _require_unplanned(fund_year: FundYear, agency_id: int | None) -> None:
    """Let a plan be made only against a variance that stands and that none is made against."""
    of_agency = Q(agency=agency_id, ended_at=None)
    if not fund_year.alerts.filter(of_agency).exists():
        raise NoVariance("No alert stands for it, so there is nothing to plan against.")
    if fund_year.action_plans.filter(of_agency).exists():
        raise PlanStands("There is a plan against it already. Tell its progress instead.")


@transaction.atomic
def tell_progress(*, plan_id: int, said: str, by: Person, at: datetime) -> PlanProgress:
    """Tell how a plan goes; the next progress is due from today.

    Raises:
        access.Refused: this person neither owns the plan nor posts to the fund.
        PlanEnded: it has ended.
    """
    plan = _running(plan_id)
    if by.pk != plan.owner_id or not _reads(by, plan.fund_year, at=at):
        require_keeper(by, panel_id=plan.fund_year.fund.panel_id, at=at)
    _meet_progress(plan, by=by, at=at)
    progress = PlanProgress.objects.create(
        plan=plan, number=plan.progress.count() + 1, said=said, told_at=at, told_by=by
    )
    _record(plan, "action_plan_progress_told", by=by, at=at)
    _owe_progress(plan, by=by, at=at)
    return progress


@transaction.atomic
def end_plan(*, plan_id: int, outcome: str, by: Person, at: datetime) -> ActionPlan:
    """End a plan, and say what came of it; no more progress is due.

    Raises:
        access.Refused: this person doesn't post to the panel's fund.
        PlanEnded: it has ended already.
    """
    plan = _running(plan_id)
    require_keeper(by, panel_id=plan.fund_year.fund.panel_id, at=at)
    _meet_progress(plan, by=by, at=at)
    plan.outcome, plan.ended_at, plan.ended_by = outcome, at, by
    plan.save(update_fields=["outcome", "ended_at", "ended_by"])
    _record(plan, "action_plan_ended", by=by, at=at)
    return plan


def subject_of(plan: ActionPlan) -> str:
    """Return what clocks and mails call a plan."""
    return f"fund {plan.fund_year.fund.code}, {plan.fund_year.year}"


def _running(plan_id: int) -> ActionPlan:
    plan = ActionPlan.objects.select_for_update(of=("self",)).select_related("fund_year__fund")
    found = plan.get(pk=plan_id)
    if found.ended_at is not None:
        raise PlanEnded("The plan has ended.")
    return found


def _reads(person: Person, fund_year: FundYear, *, at: datetime) -> bool:
    held = access.of(person, on=clock.date_of(at))
    return held.may(Permission.FUND_READ, panel_id=fund_year.fund.panel_id)


def _record(plan: ActionPlan, kind: str, *, by: Person, at: datetime) -> None:
    agency = plan.agency.code if plan.agency else ""
    payload = {"year": plan.fund_year.year, "agency": agency, "owner": plan.owner.username}
    log.record(
        subject=f"fund {plan.fund_year.fund.code}", kind=kind, by=by, at=at, payload=payload
    )


def _owe_progress(plan: ActionPlan, *, by: Person, at: datetime) -> None:
    panel_id, on = plan.fund_year.fund.panel_id, clock.date_of(at)
    version = versions.in_force(panel_id, on=on)
    deadlines.start_clock(
        subject=subject_of(plan),
        rule=Rule(
            id=variances.PROGRESS,
            title="Progress of the action plan",
            source=f"{version}, fund.progress_weeks",
            effective_from=version.effective_from,
            length=Length(version.policy.fund.progress_weeks, Unit.WEEKS),
        ),
        started_on=on,
        owner=deadlines.Owner(panel_id, Role.FUND_MANAGER),
        by=by,
        at=at,
        key=_key(plan),
        ladder=version.policy.reminders.approval,
    )


def _meet_progress(plan: ActionPlan, *, by: Person, at: datetime) -> None:
    deadlines.stop_clock(
        subject=subject_of(plan), rule_id=variances.PROGRESS, by=by, at=at, key=_key(plan)
    )


def _key(plan: ActionPlan) -> str:
    """Tell the clock of the progress that is due next from those before it."""
    return f"{plan.pk}/{plan.progress.count() + 1}"
