"""What is called about: a case at each stage, open or closed, and what belongs to no case."""

from collections.abc import Iterable, Mapping

from panel.agencies import operations as agencies
from panel.agencies.limits import Limits
from panel.agencies.models import Grade, Person, Role
from panel.cases import operations as cases
from panel.cases.document import PaperPart
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.deadlines.queries import open_clocks
from panel.decisions import operations as decisions
from panel.meetings import operations as meetings
from panel.money import Pence
from panel.pooledbudget import operations as fund
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.models import ActionPlan, FundYear, Route
from panel.pooledbudget.operations.ledger.ordering import Order
from panel.sample.people import HEALTH
from tests.builders import (
    DOCUMENT,
    MONDAY_9AM,
    STEPS,
    a_fund,
    a_panel,
    a_person,
    a_request,
    draw_up,
    the_item,
)
from tests.cases.files import PDF
from tests.decisions.challenged import a_challenge
from tests.decisions.changed import asked_to_change, send
from tests.pooledbudget.imported import checked_import
from tests.pooledbudget.invoiced import booked_invoice
from tests.pooledbudget.recharged import issued_recharge
from tests.reports.builders import a_report
from tests.rules.callers import SINCE, appoint

STORY = {**DOCUMENT["story"], "plan_requested_on": "2026-08-10"}
#: What is agreed of a placement that is kept to others, and nobody who calls may read.
KEPT_RATE = Pence(3_210_98)


def walked(stage: Stage, interested: Iterable[Person] = ()) -> PlacementRequest:
    """Return a case at a stage, with a paper; these people declared an interest on the way.

    One that stays listed would change a placement that is kept to others.
    """
    request = a_change() if stage is Stage.LISTED else a_request(Stage.LISTED, story=STORY)
    cases.add_paper(
        placement_request_id=request.pk,
        paper=PaperPart(title="School report"),
        content=PDF,
        by=a_person(Role.COORDINATOR),
        at=MONDAY_9AM,
    )
    for person in interested:
        meetings.declare_interest(
            item_id=the_item(request).pk, reason="A neighbour.", by=person, at=MONDAY_9AM
        )
    for following in way_to(stage):
        STEPS[following][1](request)
        request.refresh_from_db()
    return request


def a_change() -> PlacementRequest:
    """Return a listed request to change a placement whose own case is kept to others."""
    placed = a_request(Stage.APPROVED, story=STORY)
    draw_up(placed, weekly_rate_pence=KEPT_RATE)
    asked = asked_to_change(placed)
    restrict(placed)
    cases.lift_restriction(
        placement_request_id=asked.pk,
        reason="It tells little.",
        by=a_person(Role.CHAIR),
        at=MONDAY_9AM,
    )
    send(asked, story=STORY)
    for following in (Stage.ADVICE, Stage.READY, Stage.LISTED):
        STEPS[following][1](asked)
    asked.refresh_from_db()
    return asked


def way_to(stage: Stage) -> list[Stage]:
    """Return the stages from the one after being listed to this one."""
    if stage is Stage.LISTED:
        return []
    return [*way_to(STEPS[stage][0]), stage]


def restrict(request: PlacementRequest) -> PlacementRequest:
    """Keep a case to a coordinator who calls nothing here."""
    other = agencies.add_person(
        username=f"other.{request.pk}@northmere.example",
        name="Another Coordinator",
        password=None,
        by=None,
        at=MONDAY_9AM,
    )
    appoint(other, Role.COORDINATOR, None, a_panel().pk)
    cases.restrict(
        placement_request_id=request.pk,
        named_ids=[],
        reason="A colleague's niece.",
        by=other,
        at=MONDAY_9AM,
    )
    return request


def values_of(request: PlacementRequest) -> dict[str, object]:
    """Return what an address about a case may name."""
    found: dict[str, object] = {
        "reference": request.reference,
        "number": f"{request.reference}/1",
        "version": 1,
        "letter": "B",
        "name": "identity",
        "agency": HEALTH,
    }
    if request.stage == Stage.DRAFT:
        return found
    item = the_item(request)
    found |= {"item_id": item.pk, "meeting_id": item.meeting_id, "place": item.position}
    found["clock_id"] = found["limit"] = open_clocks(request.reference).get(rule_id="EHC-05").pk
    for decision in request.decisions.all():
        found["telling_id"] = decision.tellings.order_by("pk")[0].pk
        for approval in decision.approvals.filter(agency__code=HEALTH):
            found["approval_id"] = approval.pk
        for dispute in decision.disputes.all():
            found["dispute_id"] = dispute.pk
    if request.stage == Stage.DECLINED:
        found |= {"challenge_id": a_challenge(request, kind="tribunal").pk, "step": "TRI-02"}
    if request.stage == Stage.PLACED:
        agreement = request.placement.agreements.get()
        found["signatory"] = found["signatory_id"] = agreement.signatories.order_by("pk")[0].pk
        found["task"] = found["task_id"] = request.placement.tasks.order_by("pk")[0].pk
    return found


def places() -> Mapping[str, Mapping[str, object]]:
    """Return where an address begins → what it names that is no case's."""
    panel = a_panel()
    health = panel.agencies.get(code=HEALTH).pk
    seat = agencies.add_seat(
        panel_id=panel.pk,
        agency_id=health,
        terms=agencies.SeatTerms(title="Head of children's health", grade=Grade.HEAD_OF_SERVICE),
        by=None,
        at=MONDAY_9AM,
    )
    delegation = agencies.delegate(
        panel_id=panel.pk,
        agency_id=health,
        limits=Limits(weekly_pence=500_000),
        source="Scheme of delegation, 4.2",
        starts_on=SINCE,
        by=None,
        at=MONDAY_9AM,
    )
    lead = a_person(Role.AGENCY_LEAD, HEALTH).appointments.get()
    rules = panel.policies.get()
    fund_year = a_fund()
    report = a_report(fund_year)
    invoice = booked_invoice(fund_year)
    source = checked_import(fund_year)
    owed = issued_recharge(fund_year)
    forecast = fund.owe_forecast(fund_year_id=fund_year.pk, at=MONDAY_9AM)
    decisions.make_forecast(forecast_id=forecast.pk, at=MONDAY_9AM)
    agreed = fund.state_contribution(
        fund_year_id=fund_year.pk,
        agency_id=health,
        components=fund.Components(),
        by=a_person(Role.FUND_MANAGER),
        at=MONDAY_9AM,
    )
    Order(Verb.SET_ASIDE, fund_year, "Risk reserve", {health: Pence(500_00)}).carry_out(
        into=AccountKind.RISK_RESERVE,
        out_of=AccountKind.UNCOMMITTED,
        key="set aside",
        by=a_person(Role.FUND_MANAGER),
        at=MONDAY_9AM,
    )
    virement = fund.propose_virement(
        fund_year_id=fund_year.pk,
        asked=fund.VirementTerms(Route.RESERVE, health, Pence(100_00), "More children."),
        by=a_person(Role.FUND_MANAGER),
        at=MONDAY_9AM,
    )
    plan = planned(fund_year)
    accrual = fund.ask_to_accrue(
        panel_id=panel.pk,
        until=MONDAY_9AM.date(),
        by=a_person(Role.FUND_MANAGER),
        at=MONDAY_9AM,
    )
    fund.finish_accrual(accrual_id=accrual.pk, at=MONDAY_9AM)
    return {
        "settings/people/appointments/": {"pk": lead.pk},
        "settings/people/seats/": {"pk": seat.pk},
        "settings/people/delegations/": {"pk": delegation.pk},
        "settings/policies/": {"panel": panel.code, "number": rules.number},
        "api/v1/policies/": {"panel": panel.code, "pk": rules.pk},
        "fund/": {"pk": fund_year.pk, "code": fund_year.fund.code},
        "fund/plans/": {"plan": plan.pk},
        "fund/invoices/": {"pk": invoice.pk},
        "placements/<str:reference>/last-invoice/": {"pk": fund_year.pk},
        "api/v1/invoices/": {"pk": invoice.pk},
        "fund/contributions/": {"pk": agreed.pk},
        "fund/virements/": {"pk": virement.pk},
        "fund/reports/": {
            "year": fund_year.pk,
            "kind": "trial_balance",
            "span": 1,
            "pk": report.pk,
            "agency": health,
        },
        "api/v1/fund-reports/": {"pk": report.pk},
        "fund/recharges/": {"pk": owed.pk},
        "api/v1/recharges/": {"pk": owed.pk},
        "api/v1/accruals/": {"pk": accrual.pk},
        "fund/imports/": {"pk": source.pk},
        "api/v1/imports/": {"pk": source.pk},
        "fund/entries/": {"pk": fund_year.entries.get(verb="receive").pk},
        "api/v1/fund-plans/": {"pk": plan.pk},
        "api/v1/fund/": {
            "code": fund_year.fund.code,
            "year": fund_year.year,
            "virement": virement.pk,
        },
        "cases/<str:reference>/papers/": {"number": 1},
        "api/v1/placement-requests/(?P<reference>[/.]+)/papers/": {"number": 1},
    }


def planned(fund_year: FundYear) -> ActionPlan:
    """Return a plan against the variance of the year after, for which nothing is paid in."""
    by = a_person(Role.FUND_MANAGER)
    year_after = fund.open_fund_year(
        fund_id=fund_year.fund_id,
        year=fund_year.year + 1,
        agency_ids=list(a_panel().agencies.values_list("pk", flat=True)),
        by=by,
        at=MONDAY_9AM,
    )
    forecast = fund.owe_forecast(fund_year_id=year_after.pk, at=MONDAY_9AM)
    decisions.make_forecast(forecast_id=forecast.pk, at=MONDAY_9AM)
    return fund.make_plan(
        fund_year_id=year_after.pk,
        agency_id=None,
        owner_id=by.pk,
        actions="Ask for lower rates.",
        by=by,
        at=MONDAY_9AM,
    )
