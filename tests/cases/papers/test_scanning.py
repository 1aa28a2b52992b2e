"""Looking for viruses in papers: each version once, whatever crashes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from pytest_django.fixtures import Settings

from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import operations
from panel.cases.document import PaperPart
from panel.cases.models import PaperVersion, Scan
from panel.cases.operations.papers.scanning import LEASE
from panel.cases.papers import queries as papers
from panel.deadlines.models import Notice
from tests.builders import MONDAY_9AM, a_person, a_request
from tests.cases import files
from tests.cases.scanner import EICAR, Scanner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("papers_kept")]


def a_version(content: bytes = files.PDF) -> PaperVersion:
    paper = operations.add_paper(
        placement_request_id=a_request().pk,
        paper=PaperPart(title="Report of a home visit"),
        content=content,
        by=a_person(Role.REFERRER),
        at=MONDAY_9AM,
    )
    return paper.versions.select_related("scan").get()


def scan(version: PaperVersion, at=MONDAY_9AM) -> Scan:
    operations.scan_paper(scan_id=version.scan.pk, at=at)
    version.scan.refresh_from_db()
    return version.scan


class TestWithAScanner:
    def test_a_clean_paper_is_read_once_it_is_looked_at(self, scanner: Scanner) -> None:
        version = a_version()
        assert not papers.may_be_read(version)

        assert scan(version).outcome == Scan.Outcome.CLEAN
        assert papers.may_be_read(version)
        assert scanner.seen == [files.PDF]

    def test_an_infected_one_is_shut_away_and_who_added_it_is_told(self, scanner: Scanner) -> None:
        version = a_version(EICAR)

        assert scan(version).finding == "Eicar-Test-Signature"
        assert not papers.may_be_read(version)
        request = version.paper.placement_request
        assert audit.history(request.reference).last().kind == "paper_quarantined"
        told = Notice.objects.get(key__startswith=f"quarantine/{request.reference}/")
        assert told.recipient == a_person(Role.REFERRER).username
        assert "Quill" not in told.body + told.subject_line

    def test_an_infected_version_does_not_go_out(self, scanner: Scanner) -> None:
        version = a_version(EICAR)
        scan(version)

        assert papers.to_circulate(version.paper.placement_request) == []

    def test_is_done_once(self, scanner: Scanner) -> None:
        version = a_version()
        scan(version)

        assert operations.scan_paper(scan_id=version.scan.pk, at=MONDAY_9AM + 2 * LEASE) is None
        assert len(scanner.seen) == 1

    def test_what_a_worker_holds_another_leaves_until_its_lease_is_over(
        self, scanner: Scanner
    ) -> None:
        version = a_version()
        Scan.objects.filter(pk=version.scan.pk).update(lease_until=MONDAY_9AM + LEASE)

        assert scan(version).outcome == ""
        assert scan(version, at=MONDAY_9AM + LEASE).outcome == Scan.Outcome.CLEAN

    def test_a_file_altered_in_the_storage_is_never_called_clean(
        self, scanner: Scanner, papers_kept
    ) -> None:
        version = a_version()
        (papers_kept / papers.file_name(version.sha256)).write_bytes(files.TEXT)

        assert scan(version).outcome == ""
        assert "not the one that was added" in version.scan.last_error

    def test_an_outcome_is_kept(self, scanner: Scanner) -> None:
        version = a_version(EICAR)
        scan(version)

        with pytest.raises(IntegrityError, match="append-only"):
            Scan.objects.filter(pk=version.scan.pk).update(outcome="clean")


class TestSweep:
    def test_calls_for_what_is_owed_and_not_for_what_is_done(self, scanner: Scanner) -> None:
        scan(a_version())
        a_version(files.WORD)

        assert operations.sweep(at=MONDAY_9AM) == {"papers offered to the virus scanner": 1}

    def test_when_the_scanner_was_away_the_sweep_finds_it_again(
        self, settings: Settings, scanner: Scanner
    ) -> None:
        version, there = a_version(), settings.CLAMD_URL
        settings.CLAMD_URL = "unix:///nowhere/clamd.ctl"
        assert "can't be reached" in scan(version).last_error

        settings.CLAMD_URL = there
        later = MONDAY_9AM + LEASE + timedelta(seconds=1)
        assert operations.sweep(at=later) == {"papers offered to the virus scanner": 1}
        assert scan(version, at=later).outcome == Scan.Outcome.CLEAN


def test_without_a_scanner_papers_are_read_and_nobody_is_called() -> None:
    version = a_version()

    assert papers.may_be_read(version)
    assert operations.sweep(at=MONDAY_9AM) == {"papers offered to the virus scanner": 0}
