"""Raising an alert where a forecast passes a variance of the panel's rules, and ending it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from panel import clock
from panel.agencies import queries as people
from panel.agencies.models import Agency, Person, Role
from panel.audit import log
from panel.deadlines import operations as deadlines
from panel.deadlines.sign_in import sign_in
from panel.money import BasisPoints, Pence, in_pounds
from panel.policies import queries as versions
from panel.policies.schema import Fund as Terms
from panel.pooledbudget.forecasts import queries as forecasts
from panel.pooledbudget.forecasts.outturn import Variance
from panel.pooledbudget.models import Forecast, FundYear, VarianceAlert
from panel.pooledbudget.variances import report_days
from panel.presentation.formatting import day, percent

#: Whom the rules mean, in roles; those who run the fund hear in every case.
ROLES: Mapping[str, tuple[Role, ...]] = {
    "all_partners": (Role.AGENCY_LEAD,),
    "finance_leads": (Role.AGENCY_LEAD,),
    "chair": (Role.CHAIR,),
}
Key = tuple[int | None, int]  # an agency's id, or None for the whole fund; and a level


@transaction.atomic
def judge_variance(
    *, forecast: Forecast, meets_on: date | None, at: datetime
) -> list[VarianceAlert]:
    """Raise an alert for each variance that a forecast has newly passed; end those that are over.

    One lasts as long as each forecast passes its level, and its people are told once.

    Args:
        meets_on: the day of the panel's next meeting, if one is planned.
    """
    fund_year = forecast.fund_year
    terms = versions.fund_terms_of(fund_year.fund.panel_id, on=clock.date_of(at))
    passed = _passed(forecast, terms)
    standing = {
        (alert.agency_id, alert.level_basis_points): alert
        for alert in fund_year.alerts.filter(ended_at=None)
    }
    for key in standing.keys() - passed.keys():
        _end(standing[key], at=at)
    due_on = report_days.plan_due(terms, fund_year, meets_on=meets_on, on=clock.date_of(at))
    raised = [
        _raise(forecast, key, variance, due_on=due_on, at=at)
        for key, variance in passed.items()
        if key not in standing
    ]
    for alert in _highest(raised):
        _tell(alert, terms, at=at)
    return raised


def _passed(forecast: Forecast, terms: Terms) -> dict[Key, Variance]:
    found = forecasts.forecasted(forecast)
    year = forecast.fund_year.year
    levels = [BasisPoints(level) for level in terms.alert_basis_points]
    ids: dict[str | None, int | None] = dict(Agency.objects.values_list("code", "pk"))
    parties = {None: None} | {code: ids[code] for code in found.budgets[year]}
    variances = {agency_id: found.variance(year, code) for code, agency_id in parties.items()}
    return {
        (agency_id, level): variance
        for agency_id, variance in variances.items()
        if variance is not None
        for level in variance.passed(levels)
    }


def _raise(
    forecast: Forecast, key: Key, variance: Variance, *, due_on: date, at: datetime
) -> VarianceAlert:
    agency_id, level = key
    alert = VarianceAlert.objects.create(
        fund_year=forecast.fund_year,
        agency_id=agency_id,
        level_basis_points=level,
        forecast=forecast,
        variance_pence=variance.pence,
        variance_basis_points=variance.basis_points,
        plan_due_on=due_on,
        raised_at=at,
    )
    _record(alert, "variance_alert_raised", at=at)
    return alert


def _end(alert: VarianceAlert, *, at: datetime) -> None:
    alert.ended_at = at
    alert.save(update_fields=["ended_at"])
    _record(alert, "variance_alert_ended", at=at)


def _record(alert: VarianceAlert, kind: str, *, at: datetime) -> None:
    payload = {
        "year": alert.fund_year.year,
        "agency": alert.agency.code if alert.agency else "",
        "level_basis_points": alert.level_basis_points,
        "variance_pence": alert.variance_pence,
    }
    subject = f"fund {alert.fund_year.fund.code}"
    log.record(subject=subject, kind=kind, by=None, at=at, payload=payload)


def _highest(raised: Iterable[VarianceAlert]) -> list[VarianceAlert]:
    """Return of the alerts of one agency, or the whole, that of the highest level."""
    found: dict[int | None, VarianceAlert] = {}
    for alert in sorted(raised, key=lambda alert: alert.level_basis_points):
        found[alert.agency_id] = alert
    return list(found.values())


def _tell(alert: VarianceAlert, terms: Terms, *, at: datetime) -> None:
    fund_year = alert.fund_year
    who = str(alert.agency or "the partners")
    over = in_pounds(Pence(alert.variance_pence))
    deadlines.tell(
        _recipients(fund_year, terms, on=clock.date_of(at)),
        key=f"variance/{alert.pk}",
        subject=f"{fund_year}: forecast {over} over budget",
        body=f"What {who} will pay is forecast {over} over budget, past the "
        f"{percent(BasisPoints(alert.level_basis_points))} of the panel’s rules. "
        f"A plan against it is due on {day(alert.plan_due_on)}. "
        f"{sign_in('to read the forecast')}",
        at=at,
    )


def _recipients(fund_year: FundYear, terms: Terms, *, on: date) -> set[Person]:
    panel_id = fund_year.fund.panel_id
    found = set(people.holders(Role.FUND_MANAGER, panel_id=panel_id, on=on))
    for whom in terms.alert_recipients:
        if whom == "host":
            host = [fund_year.fund.host_id]
            found.update(
                people.holders(Role.AGENCY_LEAD, panel_id=panel_id, on=on, agency_ids=host)
            )
        for role in ROLES.get(whom, ()):
            found.update(people.holders(role, panel_id=panel_id, on=on))
    return found
