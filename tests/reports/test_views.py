"""The reports' pages and files, as each role meets them."""

from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.audit.models import ReadEvent
from panel.cases.stages import Stage
from panel.money import from_pounds
from panel.pooledbudget import operations
from panel.pooledbudget.models.imports import ImportKind
from panel.reports.models import IssuedReport, ReportReceipt
from panel.sample.people import HEALTH
from tests.builders import MONDAY_9AM, a_fund, a_person, a_request
from tests.following import figures, follow
from tests.pooledbudget.imported import RECEIPTS, a_file
from tests.reports.builders import a_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(a_person(Role.FUND_MANAGER))
    return client


def at(kind: str = "trial_balance", span: int = 0, file: str = "") -> str:
    return f"/fund/reports/{a_fund().pk}/{kind}/{span}/{file}"


def test_the_list_leads_to_each_report_of_the_year_and_its_quarters(manager: Client) -> None:
    a_request(Stage.APPROVED)

    page = manager.get("/fund/reports/").text

    assert at("quarterly", 1) in page
    assert at("annual") in page
    assert at("annual", 1) not in page
    assert "Apr 2026 to Mar 2027" in page
    assert "Jul to Sep" in page


def test_a_report_shows_what_its_files_say_and_logs_the_read(manager: Client) -> None:
    a_request(Stage.APPROVED)

    page = manager.get(at())
    commas = manager.get(at(file="file/"))

    assert "£3,000,000.00" in page.text
    assert b"3000000.00" in b"".join(commas.streaming_content)
    assert commas["Content-Disposition"] == (
        'attachment; filename="trial-balance-2026-04-01-2027-03-31.csv"'
    )
    assert manager.get(at(file="spreadsheet/")).content.startswith(b"PK")
    assert ReadEvent.objects.filter(subject="fund pool", what="Trial balance").count() == 3


def test_a_long_report_is_shown_a_page_at_a_time_and_its_files_are_whole(manager: Client) -> None:
    receive(150)  # beside the three that the fund began with, each with two sides

    first, second = (manager.get(at("transactions"), {"page": number}).text for number in (1, 2))
    file = b"".join(manager.get(at("transactions", file="file/")).streaming_content).decode()

    assert (first.count(">Receipt 1 of many<"), second.count(">Receipt 1 of many<")) == (2, 0)
    assert (first.count(">Receipt 150 of many<"), second.count(">Receipt 150 of many<")) == (0, 2)
    assert "Page 2 of 2" in second
    assert "£3,000,150.00" in first
    assert (file.count(",Receipt 1 of many,"), file.count(",Receipt 150 of many,")) == (2, 2)


def receive(number: int) -> None:
    """Import so many receipts of £1.00 from health."""
    fund_year, by = a_fund(), a_person(Role.FUND_MANAGER)
    rows = (f"{HEALTH},Receipt {paper} of many,1.00" for paper in range(1, number + 1))
    source = operations.check_import(
        fund_year=fund_year,
        kind=ImportKind.CONTRIBUTIONS,
        name="receipts.csv",
        file=a_file(*rows, headings=RECEIPTS),
        by=by,
        at=MONDAY_9AM,
    )
    operations.post_import(import_id=source.pk, by=by, at=MONDAY_9AM)
    operations.post_rows(import_id=source.pk, at=MONDAY_9AM)


@pytest.mark.parametrize("missing", [at, lambda: at("annual", 1), lambda: at("annual", 9)])
def test_there_are_no_other_reports(manager: Client, missing) -> None:
    address = missing() if missing is not at else at("nonsense")

    assert manager.get(address).status_code == 404


def test_is_closed_to_those_who_read_no_fund(client: Client) -> None:
    client.force_login(a_person(Role.REFERRER))

    assert client.get("/fund/reports/").status_code == 403
    assert client.get(at()).status_code == 403


def test_only_what_partners_alone_read_leads_to_requests(manager: Client) -> None:
    placed = a_request(Stage.PLACED)

    partners, public = (manager.get(at(kind)).text for kind in ("quarterly", "annual"))

    figure = next(each for each in figures(partners) if each.of.endswith(": requests"))
    assert follow(manager, figure) == (from_pounds(figure.amount), from_pounds(figure.amount))
    listed = manager.get(figure.address).text
    assert placed.reference in listed
    assert "Quill" not in listed
    assert "/requests/?by=setting&" in partners
    assert "/requests/?by=need&" not in partners  # who keeps the fund reads no case
    assert "/requests/" not in public
    assert ReadEvent.objects.filter(what="requests behind figures").exists()


def test_what_a_figure_is_made_of_leads_back_to_the_report_step_by_step(manager: Client) -> None:
    a_request(Stage.PLACED)
    report = at("quarterly")
    to_requests = leads_to(manager, report, ": requests")
    to_entries = leads_to(manager, to_requests, ": entries")

    assert back_from(manager, to_entries) == to_requests.partition("#")[0]
    assert back_from(manager, to_requests) == report


@pytest.mark.parametrize(
    "elsewhere", ["https://else.example", "//else.example", "//[", "/nonsense/", "/"]
)
def test_nothing_leads_back_to_where_no_figure_stands(manager: Client, elsewhere: str) -> None:
    year = a_fund().pk
    address = f"/fund/ledger/?{urlencode({'year': year, 'back': elsewhere + at()})}"

    assert back_from(manager, address) == f"/fund/?year={year}"


def leads_to(client: Client, address: str, rows: str) -> str:
    """Return where the first figure of a page leads that is made of such rows."""
    found = figures(client.get(address).text)
    return next(each.address for each in found if each.of.endswith(rows))


def back_from(client: Client, address: str) -> str:
    """Return where a page leads back to."""
    _, _, link = client.get(address).text.partition('back-link" href="')
    return unescape(link.partition('"')[0])


@pytest.mark.parametrize("asked", ["?by=need&count=paid", "?by=provider&count=recoverable"])
def test_no_other_requests_are_listed_than_those_of_a_figure(manager: Client, asked: str) -> None:
    assert manager.get(f"/fund/reports/{a_fund().pk}/0/requests/{asked}").status_code == 404


def test_the_year_so_far_says_that_it_looks_ahead_and_is_not_signed_off(manager: Client) -> None:
    page = manager.get(at("annual")).text

    assert "It looks ahead: 31 March 2027 is still to come." in page
    assert "It may be published" in page
    assert "It can be signed off once its last day" in page
    assert "Sign off and print" not in page


class TestSignOff:
    def test_keeps_the_report_and_leads_to_it(self, manager: Client) -> None:
        page = manager.post(at("quarterly", 1), {"commentary": "All as planned."}, follow=True)

        report = IssuedReport.objects.get()
        assert page.redirect_chain == [(f"/fund/reports/issued/{report.pk}/", 302)]
        assert "Report 1: Pooled fund report, 1 April to 30 June 2026 is signed off." in page.text
        assert "All as planned." in page.text
        assert "The PDF is being made." in page.text
        assert manager.get(f"/fund/reports/issued/{report.pk}/pdf/").status_code == 404

    def test_asks_for_the_explanation_at_its_field(self, manager: Client) -> None:
        page = manager.post(at("quarterly", 1), {"commentary": ""})

        assert "There is a problem" in page.text
        assert not IssuedReport.objects.exists()

    def test_says_when_the_days_are_not_over_and_keeps_what_was_typed(
        self, manager: Client
    ) -> None:
        page = manager.post(at("quarterly", 4), {"commentary": "All as planned."})

        assert page.status_code == 409
        assert "Its last day, 31 March 2027, isn’t over." in page.text.replace("&#x27;", "’")
        assert "All as planned." in page.text

    def test_is_offered_to_nobody_but_who_keeps_the_fund(self, client: Client) -> None:
        a_fund()
        client.force_login(a_person(Role.AUDITOR))

        assert "Sign it off" not in client.get(at()).text


class TestReceive:
    def test_a_lead_says_that_their_agency_has_received_it(self, client: Client) -> None:
        report = a_report(a_fund())
        client.force_login(a_person(Role.AGENCY_LEAD, HEALTH))
        address = f"/fund/reports/issued/{report.pk}/"

        before = client.get(address).text
        received = ReportReceipt.objects
        agency = a_fund().fund.panel.agencies.get(code=HEALTH)
        after = client.post(f"{address}received/{agency.pk}/", follow=True).text

        assert "Health has received it" in before
        assert "Education has received it" not in before
        assert received.get().agency == agency
        assert "Health has received it" not in after
        assert "Received on" in after
