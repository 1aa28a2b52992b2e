"""The page of a year's contributions, and its forms."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from panel import clock
from panel.agencies.models import Agency, Role
from panel.deadlines.models import Notice
from panel.money import Pence, from_pounds
from panel.policies import queries as versions
from panel.pooledbudget import operations
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.models import AgreedContribution, Instalment
from panel.sample.people import EDUCATION, HEALTH
from tests.builders import a_fund, a_panel, a_person
from tests.following import figures, follow

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(a_person(Role.FUND_MANAGER))
    return client


@pytest.fixture
def page() -> str:
    return f"/fund/years/{a_fund().pk}/contributions/"


def as_lead() -> Client:
    client = Client()
    client.force_login(a_person(Role.AGENCY_LEAD, HEALTH))
    return client


def stated(**changes: str) -> dict[str, object]:
    amounts = {"rolled_forward": "1,000,000", "uplift": "200,000", "efficiency": ""}
    return {"agency": Agency.objects.get(code=HEALTH).pk, **amounts, **changes}


def test_a_partner_s_contribution_is_stated_approved_and_shown(manager: Client, page: str) -> None:
    assert "Nothing has been agreed yet." in manager.get(page).text

    said = manager.post(f"{page}state/", stated(), follow=True).text
    assert "A lead of Health approves it next." in said
    assert "Stated, not agreed yet" in said
    assert "Provisional: to be approved by 28 February 2026" in said
    assert "£100,000.00" in said

    mail = Notice.objects.get(recipient=a_person(Role.AGENCY_LEAD, HEALTH).username)
    assert "£1,200,000.00 is stated" in mail.body
    lead = as_lead()
    agreed = AgreedContribution.objects.get()
    for where in (page, "/"):
        assert f"/fund/contributions/{agreed.pk}/approve/" in lead.get(where).text
    assert "£1,200,000.00" in lead.get(f"/fund/contributions/{agreed.pk}/approve/").text
    said = lead.post(f"/fund/contributions/{agreed.pk}/approve/", follow=True).text

    assert "What Health pays is final." in said
    assert "Contributions to approve" not in lead.get("/").text
    assert "late, it was due by 30 June 2026" in said


def test_a_change_says_what_it_replaces_and_names_no_day_of_the_budget(
    manager: Client, page: str
) -> None:
    health = Agency.objects.get(code=HEALTH)
    manager.post(f"{page}state/", stated())
    as_lead().post(f"/fund/contributions/{AgreedContribution.objects.get().pk}/approve/")
    change = operations.change_contribution(
        fund_year_id=a_fund().pk,
        agency_id=health.pk,
        components=operations.Components(rolled_forward_pence=Pence(1_500_000_00)),
        change=operations.Change(date(2026, 7, 1), "A new ward."),
        by=a_person(Role.FUND_MANAGER),
        at=datetime(2026, 7, 20, 12, tzinfo=UTC),
    )

    for where in (page, f"/fund/contributions/{change.pk}/approve/"):
        said = as_lead().get(where).text
        assert "Provisional: to be approved by a lead of Health" in said
        assert "28 February 2026</dd>" not in said.partition("The year’s budget")[0]
        assert "A new ward." in said
        assert "Agreed before</dt>" in said
        assert "£1,200,000.00<br>" in said


def is_taken() -> bool:
    """Say whether the rules take changes today: within twenty days of a quarter."""
    rules = versions.fund_terms_of(a_panel().pk, on=clock.today())
    return not contributions.no_change_because(a_fund(), rules, on=clock.today())


def test_each_figure_leads_to_the_instalments_behind_it(manager: Client, page: str) -> None:
    manager.post(f"{page}state/", stated())
    assert leads(manager, page, "Provisional") == "£1,200,000.00"
    assert leads(manager, page, "Agreed") == ""

    as_lead().post(f"/fund/contributions/{AgreedContribution.objects.get().pk}/approve/")
    assert leads(manager, page, "Provisional") == ""
    assert leads(manager, page, "Agreed") == "£1,200,000.00"
    assert leads(manager, page, "Due by now")
    manager.post(f"{page}state/", stated(agency=Agency.objects.get(code=EDUCATION).pk))
    assert leads(manager, page, "Due by now", "all partners")
    assert leads(manager, page, "Received", "all partners", "entries") == "£3,000,000.00"


def leads(
    client: Client, page: str, heading: str, whose: str = "Health", rows: str = "instalments"
) -> str:
    """Return what a figure comes to where it leads; empty where it leads nowhere."""
    found = {each.of: each for each in figures(client.get(page).text)}
    figure = found.get(f"{heading}, {whose}: {rows}")
    if figure is None:
        return ""
    assert follow(client, figure) == (from_pounds(figure.amount),) * 2
    if whose != "Health":
        return figure.amount
    listed = client.get(figure.address).text.partition('id="comes-to"')[2]
    assert "The sum of" in listed
    assert "Education" not in listed
    return figure.amount


def test_a_change_out_of_time_is_refused_and_what_was_typed_kept(
    manager: Client, page: str
) -> None:
    manager.post(f"{page}state/", stated())
    assert ("/change/" in manager.get(page).text) is is_taken()
    assert ("Change it</button>" in manager.get(f"{page}change/").text) is is_taken()
    day = {"applies_from_day": "1", "applies_from_month": "7", "applies_from_year": "2020"}
    answer = manager.post(f"{page}change/", stated(**day, reason="A new ward."))

    assert answer.status_code == 409
    assert "A new ward." in answer.text


def test_money_is_booked_for_an_instalment(manager: Client, page: str) -> None:
    year = a_fund()
    manager.post(f"{page}state/", stated())
    eleventh = Instalment.objects.get(number=11)
    form = manager.get(f"/fund/years/{year.pk}/contribution/").text
    assert "Health, 1 February 2027, £100,000.00" in form

    paid = {
        "agency": Agency.objects.get(code=HEALTH).pk,
        "amount_pence": "100,000",
        "about": "BACS 77",
        "instalment": eleventh.pk,
    }
    address = f"/fund/years/{year.pk}/contribution/"
    manager.post(address, paid | {"amount_pence": "40,000", "about": "BACS 76"})
    form = manager.get(address).text
    assert "Health, 1 February 2027, £60,000.00 missing of £100,000.00" in form
    paid["amount_pence"] = "60,000"
    manager.post(address, paid)

    assert eleventh.receipts.latest("pk").entry.about == "BACS 77"
    assert "Health, 1 February 2027" not in manager.get(address).text
    assert "was booked before" in manager.post(address, paid, follow=True).text
    again = manager.post(address, paid | {"about": "BACS 78"})
    assert "£0.00 of that instalment is still to be booked" in again.text
    said = manager.post(
        address,
        paid | {"about": "BACS 78", "instalment": "", "amount_pence": "100,000"},
        follow=True,
    ).text
    assert "BACS 78 of Health is booked." in said
    more = {"about": "BACS 79", "instalment": "", "amount_pence": "0.01"}
    refused = manager.post(address, paid | more)
    assert "£0.00 is still to come of what was agreed for the year" in refused.text
    more["accepted_because"] = "A bank’s interest"
    manager.post(address, paid | more)
    assert "£0.01" in manager.get(page).text


def test_only_what_can_still_come_in_of_an_agency_is_listed(manager: Client, page: str) -> None:
    health, education = (Agency.objects.get(code=code) for code in (HEALTH, EDUCATION))
    for agency in (health, education):
        manager.post(f"{page}state/", stated(agency=agency.pk))
    address = f"/fund/years/{a_fund().pk}/contribution/"
    assert f"{address}?agency={health.pk}" in manager.get(page).text

    chosen = manager.get(f"{address}?agency={health.pk}").text

    assert "Health, 1 February 2027" in chosen
    assert "Education, 1 February 2027" not in chosen
    assert "Health, 1 April 2026" not in chosen  # what came in for none counts for the oldest

    eleventh = Instalment.objects.get(number=11, contribution__agency=health)
    paid = {"agency": health.pk, "amount_pence": "100,000", "instalment": eleventh.pk}
    manager.post(address, paid | {"about": "BACS 1"})
    refused = manager.post(address, paid | {"about": "BACS 2"}).text

    assert "£0.00 of that instalment is still to be booked" in refused
    assert "Health, 1 March 2027" in refused
    assert "Health, 1 February 2027" not in refused
    assert "Education, 1 March 2027" not in refused


def test_who_only_reads_is_offered_nothing(client: Client, page: str) -> None:
    client.force_login(a_person(Role.AUDITOR))

    text = client.get(page).text
    assert "Keep it" not in text
    assert "Approve it" not in text
