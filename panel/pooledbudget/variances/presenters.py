"""What pages say of alerts and of plans against them, as plain values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from panel.money import BasisPoints, Pence, in_pounds
from panel.pooledbudget.models import ActionPlan, FundYear, VarianceAlert
from panel.presentation.formatting import day, percent
from panel.presentation.parts import Fact, Happening, Link

WHOLE = "Whole fund"


@dataclass(frozen=True)
class Warned:
    """One alert as the fund's page tells it: components/note.html."""

    title: str
    words: str
    link: Link | None


def warnings(
    alerts: Iterable[VarianceAlert],
    plans: Sequence[ActionPlan],
    fund_year: FundYear,
    *,
    keeps: bool,
) -> list[Warned]:
    """Return each alert with the way to the plan against it, or to making one.

    Args:
        keeps: whether the reader posts to the fund.
    """
    running = {plan.agency_id: plan for plan in plans if plan.ended_at is None}
    return [_warned(alert, running.get(alert.agency_id), fund_year, keeps) for alert in alerts]


def _warned(
    alert: VarianceAlert, plan: ActionPlan | None, fund_year: FundYear, keeps: bool
) -> Warned:
    level = percent(BasisPoints(alert.level_basis_points))
    over = in_pounds(Pence(alert.variance_pence))
    title = f"{alert.agency or WHOLE}: forecast passed {level} on {day(alert.raised_at)}"
    if plan is not None:
        words = f"It was {over} over budget then. {plan.owner.name} answers for a plan."
        return Warned(title, words, Link("Read the plan", reverse("fund-plan", args=[plan.pk])))
    words = f"It was {over} over budget then. A plan is due on {day(alert.plan_due_on)}."
    make = Link("Make a plan", reverse("fund-plan-new", args=[fund_year.pk])) if keeps else None
    return Warned(title, words, make)


def facts(plan: ActionPlan, alert: VarianceAlert, due_on: date | None) -> list[Fact]:
    """Return what a plan says. `alert`: what it was made against."""
    forecast = Link("See the forecast", reverse("fund-forecast", args=[plan.fund_year_id]))
    over = in_pounds(Pence(alert.variance_pence))
    part = percent(BasisPoints(alert.variance_basis_points))
    found = [
        Fact("Against the variance of", str(plan.agency or WHOLE)),
        Fact(
            "Variance when it was found",
            f"{over} over budget, {part}, on {day(alert.raised_at)}",
            change=forecast,
        ),
        Fact("Answers for it", plan.owner.name),
        Fact("What is to be done", plan.actions),
        Fact("Made", f"{day(plan.made_at)}, by {plan.made_by.name}"),
    ]
    if plan.ended_by is not None and plan.ended_at is not None:
        found.append(Fact("Ended", f"{day(plan.ended_at)}, by {plan.ended_by.name}"))
        found.append(Fact("What came of it", plan.outcome))
    elif due_on is not None:
        found.append(Fact("Progress is due by", day(due_on)))
    return found


def history(plan: ActionPlan) -> list[Happening]:
    """Return what was told of its progress, the newest first."""
    return [
        Happening(f"Progress {one.number}", one.told_by.name, one.told_at, one.said)
        for one in reversed(plan.progress.all())
    ]
