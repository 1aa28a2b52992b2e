"""Alerts of a forecast over contributions, and plans against them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.deadlines.models import Clock, Notice
from panel.decisions import operations as decisions
from panel.money import Pence
from panel.policies.schema import Duration
from panel.pooledbudget import operations
from panel.pooledbudget.models import ActionPlan, VarianceAlert
from panel.pooledbudget.variances import queries as variances
from panel.pooledbudget.variances import report_days
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests.builders import (
    MEETING_DAY,
    MONDAY_9AM,
    YEAR,
    a_fund,
    a_meeting,
    a_person,
    a_request,
    live_by,
    withdraw,
)

pytestmark = pytest.mark.django_db

LITTLE = Pence(26_089_79)  # what each pays in; each asks for as much, or education for more
PLAN = "Ask the two providers for a lower rate."


def forecast(at=MONDAY_9AM) -> None:
    owed = operations.owe_forecast(fund_year_id=a_fund().pk, at=at)
    decisions.make_forecast(forecast_id=owed.pk, at=at)


def overspent(at=MONDAY_9AM, **terms: str) -> PlacementRequest:
    """Have more asked for than education and the whole fund have; `terms` are the rules' too."""
    a_fund(pence_each=LITTLE)
    request = a_request(Stage.SUBMITTED)
    stated = "".join(f"{name} = {value}\n" for name, value in terms.items())
    certain = "[[fund.pipeline]]\nstage = 'submitted'\nbasis_points = 10000\n"
    live_by("[sharing]", f"[fund]\n{stated}{certain}[sharing]")
    forecast(at)
    return request


def standing() -> set[tuple[str, int]]:
    alerts = VarianceAlert.objects.filter(ended_at=None)
    return {
        (alert.agency.code if alert.agency else "", alert.level_basis_points) for alert in alerts
    }


def a_plan(**changes: Any) -> ActionPlan:
    made = {
        "fund_year_id": a_fund().pk,
        "agency_id": None,
        "owner_id": a_person(Role.AGENCY_LEAD, HEALTH).pk,
        "actions": PLAN,
        "by": a_person(Role.FUND_MANAGER),
        "at": MEETING_DAY,
    }
    return operations.make_plan(**(made | changes))


class TestJudgeVariance:
    def test_raises_one_for_each_level_that_is_passed_by_the_whole_or_an_agency(self):
        overspent()

        assert standing() == {("", 500), ("", 200), ("education", 500), ("education", 200)}

    def test_raises_none_while_the_forecast_is_under_the_contributions(self):
        a_request(Stage.PLACED)
        forecast()

        assert standing() == set()

    def test_tells_the_partners_once_and_of_no_child(self):
        overspent()
        forecast(MONDAY_9AM + timedelta(days=1))

        mails = Notice.objects.filter(key__startswith="variance/")
        manager, lead = a_person(Role.FUND_MANAGER), a_person(Role.AGENCY_LEAD, SOCIAL_CARE)
        assert mails.filter(recipient=manager.username).count() == 2  # of whole and education
        assert mails.filter(recipient=lead.username).count() == 2
        body = mails.get(recipient=lead.username, body__contains="Education").body
        assert "past the 5% of the panel’s rules" in body
        assert "Quill" not in body
        assert "JRAP-" not in body

    def test_tells_those_whom_the_rules_name(self):
        overspent(alert_recipients='["chair", "host"]')

        mails = Notice.objects.filter(key__startswith="variance/")
        told = {mail.recipient for mail in mails}
        assert {a_person(Role.CHAIR).username, a_person(Role.FUND_MANAGER).username} <= told
        assert a_person(Role.AGENCY_LEAD, EDUCATION).username in told  # for the host
        assert a_person(Role.AGENCY_LEAD, HEALTH).username not in told

    def test_ends_it_with_an_event_once_the_variance_is_gone(self):
        withdraw(overspent())

        forecast(MONDAY_9AM + timedelta(days=1))

        assert standing() == set()
        kinds = [event.kind for event in audit.history("fund pool")]
        assert kinds.count("variance_alert_raised") == kinds.count("variance_alert_ended") == 4

    def test_raises_it_anew_when_the_variance_comes_back(self):
        withdraw(overspent())
        forecast(MONDAY_9AM + timedelta(days=1))
        a_request(Stage.SUBMITTED)

        forecast(MONDAY_9AM + timedelta(days=2))

        assert VarianceAlert.objects.filter(agency=None, level_basis_points=500).count() == 2

    def test_asks_for_a_plan_by_the_next_meeting(self):
        a_meeting()
        overspent()

        assert {alert.plan_due_on for alert in VarianceAlert.objects.all()} == {MEETING_DAY.date()}

    def test_asks_for_no_plan_by_a_meeting_of_the_same_day(self):
        a_meeting()
        overspent(at=MEETING_DAY)

        assert {alert.plan_due_on for alert in VarianceAlert.objects.all()} == {date(2026, 10, 1)}

    def test_asks_for_it_with_the_next_report_where_no_meeting_is_planned(self):
        overspent()

        assert {alert.plan_due_on for alert in VarianceAlert.objects.all()} == {date(2026, 10, 1)}


class TestNextReport:
    @pytest.mark.parametrize(
        ("count", "unit", "due"),
        [
            (1, "months", date(2026, 10, 1)),
            (6, "weeks", date(2026, 9, 16)),
            (0, "weeks", date(2026, 9, 8)),
        ],
    )
    def test_is_counted_from_the_first_of_april(self, count: int, unit: Any, due: date):
        every = Duration(count=count, unit=unit)

        assert report_days.next_report(every, a_fund(), on=MONDAY_9AM.date()) == due


class TestMakePlan:
    def test_owes_its_progress_in_six_weeks(self):
        overspent()

        plan = a_plan()

        clock = Clock.objects.get(rule_id="FUND-PLAN-PROGRESS")
        assert clock.due_on == date(2026, 11, 2)
        assert clock.reminders.exists()
        assert plan.owner == a_person(Role.AGENCY_LEAD, HEALTH)

    def test_is_refused_where_no_alert_stands(self):
        with pytest.raises(operations.NoVariance):
            a_plan()

    def test_is_made_once_while_it_runs(self):
        overspent()
        a_plan()

        with pytest.raises(operations.PlanStands):
            a_plan()

    @pytest.mark.parametrize("role", [Role.REFERRER, Role.AUDITOR])
    def test_is_owned_by_somebody_who_acts_on_the_fund(self, role: Role):
        overspent()

        with pytest.raises(operations.CannotOwn):
            a_plan(owner_id=a_person(role).pk)

    def test_is_on_its_owner_s_home_until_it_ends(self, client: Client):
        overspent()
        plan = a_plan()
        client.force_login(a_person(Role.AGENCY_LEAD, HEALTH))
        owned = variances.plans_owned_by(access.of(plan.owner, on=MEETING_DAY.date()))
        assert owned.get().due_on == Clock.objects.get(rule_id=variances.PROGRESS).due_on
        assert f"/fund/plans/{plan.pk}/" in client.get("/").text
        client.force_login(a_person(Role.AGENCY_LEAD, EDUCATION))
        assert "Plans you answer for" not in client.get("/").text

        manager = a_person(Role.FUND_MANAGER)
        operations.end_plan(plan_id=plan.pk, outcome="Both fell.", by=manager, at=MEETING_DAY)

        client.force_login(plan.owner)
        assert "Plans you answer for" not in client.get("/").text

    def test_is_made_by_who_posts_to_the_fund(self):
        overspent()

        with pytest.raises(access.Refused):
            a_plan(by=a_person(Role.CHAIR))


class TestTellProgress:
    def test_owes_the_next_from_that_day(self):
        overspent()
        plan = a_plan()

        told = operations.tell_progress(
            plan_id=plan.pk, said="One agreed.", by=plan.owner, at=MEETING_DAY
        )

        assert told.number == 1
        assert [*Clock.objects.order_by("pk").values_list("outcome", flat=True)][-2:] == [
            "met",
            "",
        ]

    def test_is_told_by_its_owner_or_who_keeps_the_fund(self):
        overspent()

        with pytest.raises(access.Refused):
            operations.tell_progress(
                plan_id=a_plan().pk, said="Well.", by=a_person(Role.CHAIR), at=MEETING_DAY
            )

    def test_stands_as_it_was_told(self):
        overspent()
        plan = a_plan()
        operations.tell_progress(plan_id=plan.pk, said="Well.", by=plan.owner, at=MEETING_DAY)

        with pytest.raises(DatabaseError), transaction.atomic():
            plan.progress.update(said="Badly.")


class TestEndPlan:
    def test_owes_no_more_progress(self):
        overspent()
        plan = a_plan()
        by = a_person(Role.FUND_MANAGER)

        operations.end_plan(plan_id=plan.pk, outcome="Rates fell.", by=by, at=MEETING_DAY)

        assert not Clock.objects.filter(rule_id="FUND-PLAN-PROGRESS", stopped_at=None).exists()
        with pytest.raises(operations.PlanEnded):
            operations.end_plan(plan_id=plan.pk, outcome="Again.", by=by, at=MEETING_DAY)
        with pytest.raises(IntegrityError, match="UPDATE refused"), transaction.atomic():
            ActionPlan.objects.filter(pk=plan.pk).update(outcome="")


class TestPages:
    @pytest.fixture
    def manager(self, client: Client) -> Client:
        overspent()
        client.force_login(a_person(Role.FUND_MANAGER))
        return client

    def test_the_fund_warns_and_leads_to_a_plan(self, manager: Client):
        page = manager.get("/fund/")

        assert "Whole fund: forecast passed 5% on 7 September 2026" in page.text
        assert f"/fund/years/{a_fund().pk}/plans/new/" in page.text

    def test_a_plan_is_made_told_of_and_ended(self, manager: Client):
        owner = a_person(Role.AGENCY_LEAD, HEALTH)
        auditor = a_person(Role.AUDITOR)
        offered = manager.get(f"/fund/years/{a_fund().pk}/plans/new/").text
        assert (owner.name in offered, auditor.name in offered) == (True, False)
        typed = {"against": "education", "owner": owner.pk, "actions": PLAN}
        made = manager.post(f"/fund/years/{a_fund().pk}/plans/new/", typed)
        plan = ActionPlan.objects.get()

        manager.post(f"/fund/plans/{plan.pk}/progress/", {"said": "One rate is agreed."})
        page = manager.get(made["Location"])
        assert "over budget, " in page.text
        assert f"/fund/years/{a_fund().pk}/forecast/" in page.text
        assert "Progress is due by" in page.text
        ended = manager.post(f"/fund/plans/{plan.pk}/end/", {"outcome": "Both fell."}, follow=True)

        assert PLAN in page.text
        assert "One rate is agreed." in page.text
        assert "Both fell." in ended.text
        assert "Progress is due by" not in ended.text
        assert plan.agency is not None
        assert plan.agency.code == "education"

    def test_refuses_at_the_form_what_is_planned_already(self, manager: Client):
        a_plan()
        owner = a_person(Role.AGENCY_LEAD, HEALTH)

        page = manager.post(
            f"/fund/years/{a_fund().pk}/plans/new/",
            {"against": "whole", "owner": owner.pk, "actions": PLAN},
        )

        assert page.status_code == 409
        assert "There is a plan against it already." in page.text

    def test_its_progress_is_asked_of_nobody_who_only_reads_it(self, manager: Client):
        address = f"/fund/plans/{a_plan().pk}/"
        assert f"{address}progress/" in manager.get(address).text
        manager.force_login(a_person(Role.AUDITOR))

        assert f"{address}progress/" not in manager.get(address).text
        assert manager.get(f"{address}progress/").status_code == 404

    def test_another_panels_plan_is_not_there(self, manager: Client):
        assert manager.get("/fund/plans/999/").status_code == 404


class TestOverJson:
    def test_a_plan_is_made_told_of_and_concluded(self, client: Client):
        overspent()
        client.force_login(a_person(Role.FUND_MANAGER))
        year = f"/api/v1/fund/pool/years/{YEAR}"
        owner = a_person(Role.AGENCY_LEAD, HEALTH).username

        def post(address: str, **body: str) -> Any:
            return client.post(address, body, content_type="application/json").json()

        plan = post(f"{year}/plans/", owner=owner, actions=PLAN)
        post(f"/api/v1/fund-plans/{plan['id']}/progress/", said="One rate is agreed.")
        ended = post(f"/api/v1/fund-plans/{plan['id']}/conclude/", outcome="Both fell.")
        stands = client.get(f"{year}/variances/").json()

        assert client.get(f"/api/v1/fund-plans/{plan['id']}/").json() == ended
        assert [told["said"] for told in ended["progress"]] == ["One rate is agreed."]
        assert stands["plans"] == [ended]
        assert [(alert["agency"], alert["level_basis_points"]) for alert in stands["alerts"]] == [
            ("", 500),
            ("education", 500),
        ]
