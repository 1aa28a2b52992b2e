"""What a contribution is made of, and writing it with the instalments in which it falls due."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db.models import Sum

from panel.agencies.models import Person
from panel.audit import log
from panel.money import Pence, in_pounds
from panel.policies.schema.fund import Fund as FundRules
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.contributions import timetable
from panel.pooledbudget.models import AgreedContribution, FundYear, Instalment
from panel.presentation import formatting
from panel.refusals import Refusal

NOTHING = Pence(0)


class NotAComponent(Refusal):
    """Raised when a contribution has a part that the panel's rules don't know, or too little."""


class OutsideWindow(Refusal):
    """Raised when a contribution would be changed too long after a quarter, or for the past."""


class AlreadyDue(Refusal):
    """Raised when a change would make a contribution less than what has fallen due before it."""


@dataclass(frozen=True)
class Components:
    """What a contribution is made of; efficiency and families' charges are taken off."""

    rolled_forward_pence: Pence = NOTHING
    uplift_pence: Pence = NOTHING
    efficiency_pence: Pence = NOTHING
    top_up_pence: Pence = NOTHING
    one_off_pence: Pence = NOTHING
    charges_pence: Pence = NOTHING

    @property
    def amount_pence(self) -> Pence:
        """What they come to."""
        added = self.rolled_forward_pence + self.uplift_pence + self.top_up_pence
        return Pence(added + self.one_off_pence - self.efficiency_pence - self.charges_pence)


@dataclass(frozen=True)
class Change:
    """From which day a contribution is another, and why."""

    applies_from: date
    reason: str


def require_components(components: Components, rules: FundRules) -> None:
    """Raise `NotAComponent` where the rules know no such part, or more is taken off than there."""
    known = {f"{name}_pence" for name in rules.contribution_components}
    known |= {"charges_pence"} if rules.net_of_charges else set()
    unknown = [name for name, pence in asdict(components).items() if pence and name not in known]
    if unknown:
        words = [name.removesuffix("_pence").replace("_", " ") for name in unknown]
        raise NotAComponent(f"The panel’s rules know no {formatting.listed(words)} here.")
    if components.amount_pence < 0:
        raise NotAComponent("What is taken off is more than what it is taken from.")


def require_window(fund_year: FundYear, change: Change, rules: FundRules, *, on: date) -> None:
    """Raise `OutsideWindow` unless the rules let it be changed now, and from that day."""
    if otherwise := contributions.no_change_because(fund_year, rules, on=on):
        raise OutsideWindow(otherwise)
    window = timetable.window(fund_year.year, rules.adjustment_days, on=on)
    assert window is not None, "It is open."
    if not window.first <= change.applies_from <= fund_year.ends_on:
        raise OutsideWindow(
            f"It applies from {formatting.day(window.first)} at the earliest, and in the year."
        )


def write(
    fund_year: FundYear,
    agency_id: int,
    components: Components,
    change: Change,
    rules: FundRules,
    *,
    by: Person,
    at: datetime,
) -> AgreedContribution:
    """Write a version of what an agency pays into a year, and plan the instalments left of it."""
    before = fund_year.agreed_contributions.filter(agency_id=agency_id)
    contribution = AgreedContribution(
        fund_year=fund_year,
        agency_id=agency_id,
        version=before.count() + 1,
        applies_from=change.applies_from,
        reason=change.reason,
        amount_pence=components.amount_pence,
        stated_at=at,
        stated_by=by.username,
        **asdict(components),
    )
    kept = _kept(contribution)
    contribution.save()
    planned = timetable.plan(
        rules,
        fund_year.year,
        Pence(components.amount_pence - kept),
        first_day=change.applies_from,
    )
    Instalment.objects.bulk_create(
        Instalment(contribution=contribution, number=number, due_on=due.on, amount_pence=due.pence)
        for number, due in enumerate(planned, start=1)
    )
    record(contribution, "contribution_stated", by=by, at=at)
    return contribution


def _kept(contribution: AgreedContribution) -> Pence:
    """Return what falls due before a contribution applies, and stays."""
    due = contributions.instalments_of(contribution.fund_year).filter(
        contribution__agency_id=contribution.agency_id, due_on__lt=contribution.applies_from
    )
    kept = Pence(due.aggregate(pence=Sum("amount_pence", default=0))["pence"])
    if kept > contribution.amount_pence:
        raise AlreadyDue(
            f"{in_pounds(kept)} falls due before {formatting.day(contribution.applies_from)}: "
            "the contribution can’t be less."
        )
    return kept


def record(contribution: AgreedContribution, kind: str, *, by: Person, at: datetime) -> None:
    payload = {
        "year": contribution.fund_year.year,
        "agency": contribution.agency.code,
        "version": contribution.version,
        "pence": contribution.amount_pence,
    }
    subject = f"fund {contribution.fund_year.fund.code}"
    log.record(subject=subject, kind=kind, by=by, at=at, payload=payload)
