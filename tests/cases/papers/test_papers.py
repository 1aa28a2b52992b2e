"""Adding papers and their versions, withholding one, and fixing which versions went out."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import operations
from panel.cases.document import PaperPart
from panel.cases.models import Circulation, Paper, PaperVersion, PlacementRequest
from panel.cases.papers import queries as papers
from panel.cases.papers.file_kinds import NotAPaper
from panel.cases.stages import Stage
from panel.cases.vocabulary import PaperSection
from panel.clock import date_of
from panel.decisions import operations as decisions
from panel.decisions.models import Decision, DecisionRecord
from panel.decisions.records.gathering import evidence
from panel.meetings import operations as meetings
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests.builders import (
    AGENCIES,
    MEETING_DAY,
    MONDAY_9AM,
    a_meeting,
    a_person,
    a_request,
    agree,
    approve,
    consider,
    send_papers,
    the_item,
)
from tests.cases import files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("papers_kept")]


def add(placement_request: PlacementRequest, **changes: Any) -> Paper:
    given = {
        "paper": PaperPart(title="Report of a home visit"),
        "content": files.PDF,
        "by": a_person(Role.REFERRER),
        "at": MONDAY_9AM,
    }
    return operations.add_paper(placement_request_id=placement_request.pk, **(given | changes))


def add_version(paper: Paper, content: bytes) -> PaperVersion:
    return operations.add_paper_version(
        paper_id=paper.pk, content=content, by=a_person(Role.REFERRER), at=MONDAY_9AM
    )


def withhold(paper: Paper, **changes: Any) -> Paper:
    given = {"by": a_person(Role.COORDINATOR), "reason": "About a brother.", "at": MONDAY_9AM}
    return operations.withhold_paper(paper_id=paper.pk, **(given | changes))


class TestAddPaper:
    def test_keeps_the_file_under_its_own_hash(self, papers_kept: Path) -> None:
        version = add(a_request()).versions.get()

        assert version.sha256 == sha256(files.PDF).hexdigest()
        assert (papers_kept / papers.file_name(version.sha256)).read_bytes() == files.PDF
        assert (version.number, version.kind, version.size) == (1, "pdf", len(files.PDF))

    def test_numbers_the_papers_of_a_request(self) -> None:
        request = a_request()

        assert [add(request).number, add(request).number] == [1, 2]

    def test_says_so_in_the_history_without_the_title(self) -> None:
        request = a_request()
        add(request)

        event = audit.history(request.reference).last()
        assert event.kind == "paper_added"
        assert event.payload.keys() == {"paper", "version", "sha256"}

    @pytest.mark.parametrize("title", ["Letter about Quill", "zander, assessment", "QUILL"])
    def test_refuses_a_title_that_names_the_child(self, title: str) -> None:
        with pytest.raises(operations.NamesTheChild):
            add(a_request(), paper=PaperPart(title=title))

    def test_takes_a_title_that_only_holds_the_letters_of_the_name(self) -> None:
        assert add(a_request(), paper=PaperPart(title="Quilling as therapy")).number == 1

    def test_refuses_a_file_of_no_kind_and_writes_nothing(self) -> None:
        with pytest.raises(NotAPaper):
            add(a_request(), content=files.PLAIN_ZIP)

        assert not Paper.objects.exists()

    def test_is_for_the_referring_agency_the_team_and_advisers_asked(self) -> None:
        request = a_request(Stage.ADVICE)
        for role, agency in ((Role.COORDINATOR, ""), (Role.ADVISER, HEALTH)):
            add(request, by=a_person(role, agency))

        for role, agency in ((Role.REFERRER, HEALTH), (Role.MEMBER, HEALTH), (Role.AUDITOR, "")):
            with pytest.raises(access.Refused):
                add(request, by=a_person(role, agency))

    def test_nobody_adds_to_a_section_that_they_may_not_read(self) -> None:
        request = a_request(Stage.ADVICE)
        health_only = PaperPart(title="Health needs", section=PaperSection.HEALTH)

        add(request, paper=health_only, by=a_person(Role.ADVISER, HEALTH))
        with pytest.raises(access.Refused):
            add(request, paper=health_only, by=a_person(Role.ADVISER, EDUCATION))

    def test_a_closed_request_takes_no_more(self) -> None:
        with pytest.raises(operations.PapersClosed):
            add(a_request(Stage.WITHDRAWN), by=a_person(Role.COORDINATOR))


class TestAddPaperVersion:
    def test_keeps_the_versions_before_it(self) -> None:
        paper = add(a_request())
        add_version(paper, files.WORD)

        assert list(paper.versions.values_list("number", "kind")) == [(1, "pdf"), (2, "docx")]

    def test_refuses_the_version_there_already(self) -> None:
        paper = add(a_request())

        with pytest.raises(operations.SamePaper, match="version 1 already"):
            add_version(paper, files.PDF)

    def test_the_same_file_may_be_two_papers(self, papers_kept: Path) -> None:
        request = a_request()
        add(request)
        add(request)

        assert len([path for path in papers_kept.rglob("*") if path.is_file()]) == 1


class TestWithhold:
    def test_takes_it_from_members_and_leaves_it_to_the_team(self) -> None:
        request = a_request(Stage.ADVICE)
        withhold(add(request))

        assert not open_to(request, Role.MEMBER, HEALTH)
        assert open_to(request, Role.COORDINATOR) == [1]

    def test_is_for_the_team_and_whoever_added_it(self) -> None:
        paper = add(a_request(Stage.ADVICE))

        with pytest.raises(access.Refused):
            withhold(paper, by=a_person(Role.ADVISER, HEALTH))
        assert withhold(paper, by=a_person(Role.REFERRER)).withheld_because == "About a brother."

    def test_is_done_once_and_ends_the_versions(self) -> None:
        paper = withhold(add(a_request(Stage.ADVICE)))

        with pytest.raises(operations.Withheld):
            withhold(paper)
        with pytest.raises(operations.Withheld):
            add_version(paper, files.WORD)


def open_to(request: PlacementRequest, role: Role, agency: str = "") -> list[int]:
    """Return the numbers of the papers that somebody may read."""
    held = access.of(a_person(role, agency), on=date_of(MONDAY_9AM))
    return list(papers.open_to(held, request).values_list("number", flat=True))


class TestOpenTo:
    @pytest.mark.parametrize(
        ("role", "agency", "reads"),
        [
            (Role.MEMBER, HEALTH, [1, 2]),
            (Role.ADVISER, HEALTH, [1, 2]),
            (Role.MEMBER, EDUCATION, [1]),
            (Role.REFERRER, SOCIAL_CARE, [1]),
            (Role.COORDINATOR, "", [1, 2]),
            (Role.CHAIR, "", [1, 2]),
            (Role.AUDITOR, "", [1, 2]),
        ],
    )
    def test_a_section_is_for_its_agency(self, role: Role, agency: str, reads: list[int]) -> None:
        request = a_request(Stage.ADVICE)
        add(request)
        health_only = PaperPart(title="Health needs", section=PaperSection.HEALTH)
        add(request, paper=health_only, by=a_person(Role.ADVISER, HEALTH))

        assert open_to(request, role, agency) == reads

    def test_a_member_with_an_interest_reads_none(self) -> None:
        request = a_request(Stage.LISTED)
        add(request)
        member = a_person(Role.MEMBER, HEALTH)
        meetings.declare_interest(
            item_id=the_item(request).pk, reason="My nephew.", by=member, at=MONDAY_9AM
        )

        assert not open_to(request, Role.MEMBER, HEALTH)
        assert open_to(request, Role.MEMBER, EDUCATION) == [1]


class TestCirculate:
    def test_fixes_the_latest_version_of_each_paper_that_is_not_withheld(self) -> None:
        request = a_request(Stage.LISTED)
        paper = add(request)
        withhold(add(request))
        second = add_version(paper, files.WORD)
        send_papers(the_item(request).meeting)
        add_version(paper, files.TEXT)

        assert papers.considered(request) == [second]
        event = audit.history(request.reference).filter(kind="papers_circulated").get()
        assert event.payload["papers"] == [{"paper": 1, "version": 2, "sha256": second.sha256}]

    def test_says_on_the_record_who_allowed_them_late_and_why(self):
        request = a_request(Stage.READY)
        add(request)
        item = decisions.list_request(
            meeting_id=a_meeting().pk,
            placement_request_id=request.pk,
            waiver="The family moves.",
            by=a_person(Role.CHAIR),
            at=MONDAY_9AM + timedelta(days=1),
        )
        send_papers(item.meeting)

        (paper,) = evidence.papers(item, request)
        assert paper.waiver == "Margaret Osei, chair: The family moves."

    def test_is_for_who_runs_the_meetings(self) -> None:
        with pytest.raises(access.Refused):
            operations.circulate(
                placement_request_id=a_request(Stage.LISTED).pk,
                by=a_person(Role.MEMBER, HEALTH),
                at=MONDAY_9AM,
            )

    def test_the_record_lists_what_went_out(self) -> None:
        request = a_request(Stage.LISTED)
        version = add(request).versions.get()
        decided = walked_on(request)

        content = DecisionRecord.objects.get(decision=decided).content
        assert version.sha256 in content
        assert "Report of a home visit, version 1" in content


def walked_on(request: PlacementRequest) -> Decision:
    """Carry a listed request to its approval; return the decision."""
    consider(request)
    agree(request)
    approve(request, *AGENCIES)
    return request.decisions.get()


class TestKept:
    """What PostgreSQL refuses, whoever asks."""

    def refused(self) -> Any:
        return pytest.raises(IntegrityError, match="append-only")

    def test_a_version_is_never_changed_or_deleted(self) -> None:
        version = add(a_request()).versions.get()

        with self.refused(), transaction.atomic():
            PaperVersion.objects.filter(pk=version.pk).update(sha256="0" * 64)
        with self.refused(), transaction.atomic():
            PaperVersion.objects.filter(pk=version.pk)._raw_delete("default")

    def test_a_paper_is_never_renamed_and_a_withheld_one_never_given_back(self) -> None:
        paper = add(a_request())

        with self.refused(), transaction.atomic():
            Paper.objects.filter(pk=paper.pk).update(title="Another")
        withhold(paper)
        with self.refused(), transaction.atomic():
            Paper.objects.filter(pk=paper.pk).update(
                withheld_at=None, withheld_by=None, withheld_because=""
            )

    def test_a_list_that_went_out_stays(self) -> None:
        request = a_request(Stage.LISTED)
        add(request)
        send_papers(the_item(request).meeting)
        circulation = request.circulations.get()

        with self.refused(), transaction.atomic():
            Circulation.objects.filter(pk=circulation.pk).update(circulated_at=MEETING_DAY)
        with self.refused(), transaction.atomic():
            circulation.papers.clear()
