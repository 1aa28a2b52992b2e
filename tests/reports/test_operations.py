"""A report is signed off once its days are over, printed once, and received by each partner."""

from io import BytesIO

import pikepdf
import pytest
from django.core.files.storage import storages
from django.db import DatabaseError, connection, transaction

from panel.agencies import access
from panel.agencies import operations as agencies
from panel.agencies.models import Agency, AgencyKind, Role
from panel.reports import operations
from panel.reports.files import frozen
from panel.reports.kinds import Kind
from panel.reports.models import IssuedReport, ReportFile, ReportReceipt
from panel.reports.refusals import NamesAChild, NotEnded, NotPartner, Unexplained
from panel.reports.span import span_of
from panel.sample.people import EDUCATION, HEALTH
from tests.builders import a_fund, a_person, a_request
from tests.reports.builders import OCTOBER, WHY, a_report
from tests.rules.callers import appoint

pytestmark = pytest.mark.django_db


def issued(kind: Kind = Kind.QUARTERLY, quarter: int = 1, commentary: str = WHY) -> IssuedReport:
    return a_report(a_fund(), kind, quarter, commentary)


class TestIssue:
    def test_keeps_what_it_says_and_owes_its_file(self) -> None:
        report = issued()

        told = frozen.from_json(report.content)
        assert (told.title, told.year) == ("Pooled fund report", "2026 to 2027")
        assert report.content_sha256 == frozen.sha256(report.content)
        assert ReportFile.objects.get(report=report).printed_at is None

    def test_numbers_the_reports_of_a_year(self) -> None:
        assert [issued().number, issued(quarter=2).number] == [1, 2]

    def test_waits_until_the_days_are_over(self) -> None:
        with pytest.raises(NotEnded, match="31 December 2026, isn't over"):
            issued(quarter=3)

    @pytest.mark.parametrize("kind", [Kind.QUARTERLY, Kind.ANNUAL])
    def test_asks_for_an_explanation_where_the_law_does(self, kind: Kind) -> None:
        with pytest.raises(Unexplained):
            issued(kind, commentary="  ")

    def test_asks_for_none_of_a_trial_balance(self) -> None:
        assert issued(Kind.TRIAL_BALANCE, commentary="").commentary == ""

    @pytest.mark.parametrize("said", ["Quill costs more now.", "We moved\nZANDER’s hours."])
    def test_names_no_child_in_what_may_be_published(self, said: str) -> None:
        a_request()

        with pytest.raises(NamesAChild, match="is a name of a child"):
            issued(Kind.ANNUAL, commentary=said)

        assert issued(Kind.ANNUAL, commentary="All quills cost less. So will a quill.").commentary
        assert issued(Kind.QUARTERLY, commentary=said).commentary == said

    @pytest.mark.parametrize("role", [Role.CHAIR, Role.AUDITOR, Role.AGENCY_LEAD])
    def test_is_for_whoever_keeps_the_fund(self, role: Role) -> None:
        fund_year = a_fund()

        with pytest.raises(access.Refused):
            operations.issue(
                fund_year_id=fund_year.pk,
                kind=Kind.TRIAL_BALANCE,
                span=span_of(fund_year, 1),
                by=a_person(role, HEALTH if role is Role.AGENCY_LEAD else ""),
                at=OCTOBER,
            )


class TestReceive:
    def test_is_said_by_a_lead_of_each_partner_once(self) -> None:
        report = issued()

        first, again = receive(report, HEALTH), receive(report, HEALTH)

        assert first == again
        assert ReportReceipt.objects.get().received_by == a_person(Role.AGENCY_LEAD, HEALTH)

    def test_is_not_said_for_another_agency(self) -> None:
        report = issued()

        with pytest.raises(access.Refused):
            receive(report, HEALTH, by=EDUCATION)

    def test_needs_a_part_in_the_fund_year(self) -> None:
        report = issued()
        joined = agencies.add_agency(
            code="joined",
            name="Joined later",
            kind=AgencyKind.HEALTH,
            legal_entity="Joined later",
            by=None,
            at=OCTOBER,
        )
        report.fund_year.fund.panel.agencies.add(joined)
        lead = a_person(Role.AGENCY_LEAD, HEALTH)
        appoint(lead, Role.AGENCY_LEAD, joined.pk, report.fund_year.fund.panel_id)

        with pytest.raises(NotPartner):
            operations.receive(report_id=report.pk, agency_id=joined.pk, by=lead, at=OCTOBER)


def receive(report: IssuedReport, agency: str, by: str = "") -> ReportReceipt:
    lead = a_person(Role.AGENCY_LEAD, by or agency)
    return operations.receive(
        report_id=report.pk, agency_id=Agency.objects.get(code=agency).pk, by=lead, at=OCTOBER
    )


@pytest.mark.pdf
@pytest.mark.slow
class TestPrint:
    def test_makes_an_archivable_file_with_its_data_attached_once(self) -> None:
        file = ReportFile.objects.get(report=issued())

        operations.print_report(file_id=file.pk, at=OCTOBER)
        operations.print_report(file_id=file.pk, at=OCTOBER)

        file.refresh_from_db()
        assert file.attempts == 1
        with storages["records"].open(file.name) as kept:
            printed = kept.read()
        with pikepdf.open(BytesIO(printed)) as document:
            assert (
                document.docinfo["/Title"]
                == "Report 1: Pooled fund report, 1 April to 30 June 2026"
            )
            attached = document.attachments["report.json"].get_file().read_bytes()
        assert attached.decode() == file.report.content

    def test_the_sweep_offers_what_is_owed(self) -> None:
        issued()

        assert operations.sweep(at=OCTOBER)["reports offered to the workers"] == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE reports_issuedreport SET content = 'x'",
        "DELETE FROM reports_issuedreport",
        "DELETE FROM reports_reportreceipt",
    ],
)
def test_postgresql_keeps_what_was_signed_off(change: str) -> None:
    receive(issued(), HEALTH)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
