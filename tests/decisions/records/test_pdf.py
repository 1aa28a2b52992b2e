import hashlib
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import Any

import page
import pikepdf
import pytest
from pytest_django.fixtures import Settings

from panel.decisions.printing import press
from panel.decisions.records import canonical, funding, pdf, record
from panel.money import Pence
from tests.decisions.records.example import (
    ATTENDANCE,
    CHILD,
    DECISION,
    HEADER,
    OPTIONS,
    RATIFICATION,
    RECORD,
    URGENT,
    VOICE,
    a_correction,
    a_record,
)

pytestmark = pytest.mark.pdf


def text_of(printed: bytes) -> str:
    """Read the pages as a reader would, with every run of white space as one space."""
    return re.sub(r"\s+", " ", " ".join(pages_of(printed)))


def pages_of(printed: bytes) -> list[str]:
    """Read each page as a reader would."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext isn't installed (Debian: poppler-utils)")
    read = subprocess.run(
        [tool, "-layout", "-", "-"], input=printed, capture_output=True, check=True
    )
    return read.stdout.decode().rstrip("\f").split("\f")


def right_edges(printed: bytes) -> list[float]:
    """Return where each word ends, in points from the left."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext isn't installed (Debian: poppler-utils)")
    read = subprocess.run(
        [tool, "-bbox", "-", "-"], input=printed, capture_output=True, check=True
    )
    return [float(edge) for edge in re.findall(r'xMax="([\d.]+)"', read.stdout.decode())]


def faults(printed: bytes, profile: str) -> list[tuple[str, str]]:
    report = page.validate_pdf_bytes(printed, profile=profile)
    return [(fault.rule_id, fault.message) for fault in report.failures]


def structure(printed: bytes) -> list[Any]:
    """List the elements of the tag tree in reading order."""
    with pikepdf.open(BytesIO(printed)) as document:
        waiting, found = [document.Root.StructTreeRoot.K], []
        while waiting:
            element = waiting.pop(0)
            if isinstance(element, pikepdf.Array):
                waiting[:0] = list(element)
            elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
                attributes = element.get("/A", {})
                found.append((str(element.S), repr(attributes), element.get("/Alt")))
                waiting[:0] = [element.K] if "/K" in element else []
    return found


A4_WIDTH, MARGIN = 595.3, 48  # points
EVERYWHERE = "מִבְטָח \U0001f600\U0001f600 قلبي \u6211\u202eabc\u0301\ufb01 <b>&amp;\x07"
LONG = "Because the need is great and the reasons are many, this goes on for some time. " * 40
AWKWARD = {
    "a refusal that costs nothing": a_record(costs=(), shares=(), fund=None, options=()),
    "a correction": a_correction("The review date was wrong."),
    "a large panel": a_record(attendance=ATTENDANCE * 12),
    "eight options": a_record(options=OPTIONS * 2 + OPTIONS[:2]),
    "long reasons": a_record(decision=replace(DECISION, reasons=(LONG,) * 4)),
    "nothing but what must be": a_record(
        interests=(), papers=(), advice=(), outcomes=(), needs=(), legal_basis=(), reviews=(),
        actions=(), request=replace(RECORD.request, deadlines=()),
        voice=replace(VOICE, words="", obtained_on=None, disagreement=None),
    ),
    "an urgent decision that isn't ratified": a_record(
        urgent=replace(URGENT, ratification=RATIFICATION), attendance=(), interests=()
    ),
    "words from everywhere": a_record(
        voice=replace(VOICE, words=EVERYWHERE)
    ),
}  # fmt: skip


class TestRender:
    @pytest.mark.parametrize("profile", ["3a", "ua1"])
    def test_keeps_to_pdf_a_and_to_pdf_ua(self, printed, profile) -> None:
        assert faults(printed, profile) == []

    @pytest.mark.parametrize("awkward", AWKWARD.values(), ids=AWKWARD)
    def test_keeps_to_both_whatever_the_record_holds(self, awkward) -> None:
        printed = pdf.render(awkward)

        assert faults(printed, "3a") == []
        assert faults(printed, "ua1") == []

    def test_keeps_within_its_margin_however_long_the_answers_are(self) -> None:
        asked = replace(
            RECORD.request,
            asked_for="Independent special school, boarding: Exbury College for Blind Children, "
            "weekly boarding, within an hour and a half of home by train",
        )

        edges = right_edges(pdf.render(a_record(request=asked)))

        assert max(edges) <= A4_WIDTH - MARGIN

    def test_ends_with_no_page_that_holds_just_how_to_check_it(self) -> None:
        step = record.Step(what="Review", owner="Health", due_on=date(2027, 1, 4))

        *_, last = pages_of(pdf.render(a_record(reviews=(step,) * 16)))

        assert "How to check this record" in last
        assert "Telling the family" in last

    def test_says_its_language_its_title_and_that_it_is_tagged(self, printed) -> None:
        with pikepdf.open(BytesIO(printed)) as document:
            assert str(document.Root.Lang) == "en-GB"
            assert str(document.docinfo["/Title"]) == "Decision record JRAP-2026-00131/1"
            assert document.Root.MarkInfo.Marked
            assert document.Root.ViewerPreferences.DisplayDocTitle

    def test_has_one_first_heading_and_never_skips_a_level(self, printed) -> None:
        headings = [tag for tag, _, _ in structure(printed) if re.fullmatch("/H[1-6]", tag)]

        levels = [int(tag[2]) for tag in headings]
        assert levels.count(1) == 1
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))

    def test_gives_every_table_a_caption_and_every_cell_its_headers(self, printed) -> None:
        tags = structure(printed)

        names = [tag for tag, _, _ in tags]
        assert names.count("/Table") == names.count("/Caption") > 0
        assert all("/Headers" in attributes for tag, attributes, _ in tags if tag == "/TD")

    def test_describes_every_figure(self, printed) -> None:
        assert all(alt for tag, _, alt in structure(printed) if tag == "/Figure")

    def test_attaches_the_canonical_json_as_associated_data(self, printed) -> None:
        with pikepdf.open(BytesIO(printed)) as document:
            attached = document.attachments["decision.json"].get_file()
            associated = document.Root.AF[0]

            assert attached.read_bytes() == canonical.to_json(RECORD)
            assert attached.mime_type == "application/json"
            assert str(associated.AFRelationship) == "/Data"
            assert str(associated.UF) == "decision.json"

    def test_gives_the_same_bytes_again(self, printed) -> None:
        assert pdf.render(RECORD) == printed

    def test_gives_the_same_bytes_in_another_process(self, printed) -> None:
        program = (
            "import django, hashlib; django.setup(); from panel.decisions.records import pdf; "
            "from tests.decisions.records.example import RECORD; "
            "print(hashlib.sha256(pdf.render(RECORD)).hexdigest())"
        )
        other = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

        assert other.stdout.decode().strip() == hashlib.sha256(printed).hexdigest()

    def test_gives_the_same_bytes_in_many_threads_at_once(self, printed) -> None:
        made: list[bytes] = []
        threads = [Thread(target=lambda: made.append(pdf.render(RECORD))) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert made == [printed] * 3

    def test_prints_the_fingerprint_of_the_data_on_every_page(self, printed) -> None:
        fingerprint = canonical.sha256(RECORD)
        fours = " ".join(fingerprint[start : start + 4] for start in range(0, 64, 4))
        with pikepdf.open(BytesIO(printed)) as document:
            pages = len(document.pages)

        read = text_of(printed)
        assert read.count(f"Data SHA-256 {fours}") == pages
        assert read.count("JRAP-2026-00131/1") >= pages
        assert read.count("OFFICIAL-SENSITIVE: PERSONAL") == pages
        assert f"Page {pages} of {pages}" in read

    def test_prints_what_was_decided_and_who_pays(self, printed) -> None:
        read = text_of(printed)

        for words in (
            "Agreed with 2 conditions",
            "£178,328.57",
            "£16,855.71",
            "£56,185.71",
            "Siân Ŵyn Hughes",
            "20 November 2026, 4:31pm",
            "Quorum was met",
            "https://panel.northmere.example/verify/",
        ):
            assert words in read

    def test_prints_plainly_that_no_meeting_decided_it(self) -> None:
        read = text_of(pdf.render(a_record(urgent=URGENT, attendance=())))

        assert "Decided out of panel, between two meetings" in read
        assert "To be ratified: By 8 December 2026, at Meeting 14." in read
        assert "What was decided out of panel, and why" in read
        assert "What the panel decided" not in read
        assert "What the panel had before it" not in read
        assert "Not everything could be printed" not in read

    def test_describes_what_its_typeface_cannot_write(self) -> None:
        read = text_of(pdf.render(AWKWARD["words from everywhere"]))

        assert "Not everything could be printed here." in read
        assert "[4 letters, Hebrew]" in read
        assert "[grinning face][grinning face] [4 letters, Arabic]" in read
        assert "<b>&amp;" in read

    def test_reaches_for_nothing_that_a_record_names(self, tmp_path, caplog) -> None:
        secret = tmp_path / "secret.txt"
        secret.write_text("TOP SECRET")
        hostile = f'<img src="{secret.as_uri()}"><link rel=attachment href="{secret.as_uri()}">'

        printed = pdf.render(a_record(child=replace(CHILD, setting=hostile)))

        with pikepdf.open(BytesIO(printed)) as document:
            assert list(document.attachments) == ["decision.json"]
        assert "secret.txt" in text_of(printed)

    def test_says_what_to_run_when_the_typeface_is_missing(
        self, settings: Settings, tmp_path: Path
    ) -> None:
        settings.BASE_DIR = tmp_path

        with pytest.raises(press.CannotRender, match="make assets"):
            press.Press()

    def test_says_what_to_install_when_pango_is_missing(self, monkeypatch) -> None:
        monkeypatch.setitem(sys.modules, "weasyprint", None)
        program = (
            "import cffi, django; django.setup(); from panel.decisions.printing import press\n"
            "def absent(*_): raise OSError('cannot load library')\n"
            "cffi.FFI.dlopen = absent\n"
            "try: press.Press()\n"
            "except press.CannotRender as told: print(told)"
        )
        other = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

        assert "apt-get install libpango-1.0-0" in other.stdout.decode()


class TestAsHtml:
    def test_stands_by_itself(self) -> None:
        twin = pdf.as_html(RECORD)

        assert twin.startswith("<!doctype html>")
        assert "<style>" in twin
        assert "file:" not in twin
        assert twin.count("<h1>") == 1

    def test_escapes_what_people_typed(self) -> None:
        twin = pdf.as_html(a_record(child=replace(CHILD, setting="<script>alert(1)</script>")))

        assert "<script>" not in twin
        assert "&lt;script&gt;" in twin

    def test_says_what_a_correction_replaces_and_why(self) -> None:
        twin = pdf.as_html(a_correction("The review date was wrong."))

        assert "This record replaces JRAP-2026-00131/1." in twin
        assert "The review date was wrong." in twin

    def test_tells_how_a_dispute_about_who_pays_was_settled(self) -> None:
        settled = funding.SettledDispute(
            agency=RECORD.shares[1].agency,
            opened_on=date(2026, 11, 18),
            because="The assessment isn’t finished.",
            level="directors",
            interim_funder=None,
            settled_on=date(2026, 11, 23),
            settlement="Health pays for the nursing.",
            recorded_by="Helen Okafor",
        )
        twin = pdf.as_html(a_record(disputes=(settled,)))

        assert "How agencies settled who pays" in twin
        assert "Nobody was named." in twin
        assert "Level: directors; recorded by Helen Okafor, 23 November 2026" in twin
        assert "How agencies settled who pays" not in pdf.as_html(RECORD)

    def test_says_plainly_that_no_meeting_decided_it_and_that_one_has_to_ratify(self) -> None:
        twin = pdf.as_html(a_record(urgent=URGENT, attendance=()))

        assert "Decided out of panel, between two meetings" in twin
        assert "The placement breaks down on Thursday." in twin
        assert "To be ratified:</b> By 8 December 2026, at Meeting 14." in twin
        assert "Attendance for this item" not in twin
        assert "Decided out of panel" not in pdf.as_html(RECORD)

    def test_says_what_the_panel_said_afterwards(self) -> None:
        twin = pdf.as_html(a_record(urgent=replace(URGENT, ratification=RATIFICATION)))

        assert "Not ratified by the panel" in twin
        assert "A nearer place was free." in twin
        assert "What has to happen: Bring it back as an ordinary request." in twin
        assert "What was committed and paid stands." in twin

    def test_says_when_there_was_no_quorum(self) -> None:
        twin = pdf.as_html(a_record(quorum=replace(RECORD.quorum, is_met=False)))

        assert "Quorum was not met" in twin

    def test_says_how_late_advice_was(self) -> None:
        twin = pdf.as_html(RECORD)

        assert "Given 18 November 2026, 1 working day late." in twin
        assert "Given 12 November 2026, on time." in twin

    def test_writes_times_as_british_clocks_showed_them(self) -> None:
        summer = replace(HEADER, issued_at=HEADER.issued_at.replace(month=7))

        assert "20 July 2026, 5:31pm" in pdf.as_html(a_record(header=summer))

    def test_writes_a_share_to_the_hundredth_when_it_has_one(self) -> None:
        odd = replace(RECORD.shares[0], basis_points=3_832)

        assert ">38.32%<" in pdf.as_html(a_record(shares=(odd, *RECORD.shares[1:])))

    def test_shows_what_left_the_fund(self) -> None:
        fund = funding.FundPosition(
            fund="Pool",
            financial_year="2026 to 2027",
            before_pence=Pence(100_000),
            set_aside_pence=Pence(10_000),
            committed_pence=Pence(47_500),
            after_pence=Pence(62_500),
            journal="7",
        )
        twin = pdf.as_html(a_record(fund=fund))

        for pounds in ("£1,000.00", "£100.00", "£475.00", "£625.00"):
            assert f">{pounds}<" in twin


class TestAsArticle:
    def test_says_why_a_child_was_not_heard_with_one_full_stop(self) -> None:
        why = replace(VOICE, words="", obtained_on=None, how_obtained="Too young to be asked.")

        assert "Too young to be asked.</p>" in pdf.as_article(a_record(voice=why))

    def test_leaves_out_how_a_child_was_heard_where_nobody_said(self) -> None:
        untold = replace(VOICE, how_obtained="", obtained_on=None)

        assert ">.</p>" not in pdf.as_article(a_record(voice=untold))

    def test_is_the_body_of_the_same_document(self) -> None:
        article = pdf.as_article(RECORD)

        assert article.strip().startswith("<article")
        assert article.strip().endswith("</article>")
        assert article.strip() in pdf.as_html(RECORD)
