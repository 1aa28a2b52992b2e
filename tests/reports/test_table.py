"""Tables: what is added is added once, and a page, a spreadsheet and a file agree."""

import codecs
import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel import sheets
from panel.pooledbudget.accounts import AccountKind
from panel.pooledbudget.extracts.extract import Extract
from panel.reports import presenters
from panel.reports.files import comma_separated, frozen, spreadsheet
from panel.reports.table import Column, Figure, Report, Table, Unit, added

COLUMNS = (
    Column("Partner"),
    Column("On", Unit.DAY),
    Column("Due", Unit.PENCE, is_added=True),
    Column("Received", Unit.PENCE, is_added=True),
    Column("Left", Unit.PENCE, is_added=True, less=("Due", "Received")),
    Column("Part", Unit.SHARE),
)
TABLE = Table(
    "What is due",
    COLUMNS,
    (
        ("Education", date(2026, 4, 1), 100_00, 60_50, 6_000),
        ("Health", date(2026, 7, 1), 50_00, 75_00, None),
    ),
    note="As agreed.",
)
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
JUNE, JULY, MARCH = date(2026, 6, 30), date(2026, 7, 1), date(2027, 3, 31)
PENCE = st.integers(min_value=-(10**12), max_value=10**12)


def report(*tables: Table) -> Report:
    return Report(
        kind="contributions",
        title="Contribution statement",
        fund="The pool",
        year="2026 to 2027",
        first_day=date(2026, 4, 1),
        last_day=date(2026, 6, 30),
        as_at=datetime(2026, 7, 1, 9, tzinfo=UTC),
        tables=tables,
    )


def cells(written: bytes) -> dict[str, tuple[str, float]]:
    """Return each cell of the first sheet that holds a number: its formula and its value."""
    with ZipFile(BytesIO(written)) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    return {
        cell.attrib["r"]: (cell.findtext(f"{SHEET}f", ""), float(cell.findtext(f"{SHEET}v", "")))
        for cell in sheet.iter(f"{SHEET}c")
        if cell.attrib.get("t") != "inlineStr"
    }


class TestTable:
    def test_works_out_differences_and_adds_what_is_to_be_added(self) -> None:
        assert [line[4] for line in TABLE.lines] == [39_50, -25_00]
        assert TABLE.foot == ("Total", None, 150_00, 135_50, 14_50, None)

    def test_has_no_foot_where_nothing_is_added(self) -> None:
        assert Table("Names", (Column("Name"),), (("Quill",),)).foot is None

    def test_adds_nothing_up_of_which_no_line_tells(self) -> None:
        untold = Table("Kept back", COLUMNS, (("Of too few", None, None, 5_00, None),))

        assert untold.foot == ("Total", None, None, 5_00, -5_00, None)
        assert "C6" not in cells(spreadsheet.written(report(untold)))

    @given(st.lists(st.tuples(PENCE, PENCE)))
    def test_the_sum_of_differences_is_the_difference_of_sums(
        self, pairs: list[tuple[int, int]]
    ) -> None:
        rows = tuple(("x", None, due, received, None) for due, received in pairs)
        foot = Table("Any", COLUMNS, rows).foot

        assert foot is not None
        _, _, due, received, left, _ = foot
        assert isinstance(due, int)
        assert isinstance(received, int)
        assert left == due - received


def behind(agency: int | None = None, **asked: Any) -> Extract:
    return Extract(year=1, kind=AccountKind.COMMITTED, agency=agency, **asked)


class TestFigure:
    def test_a_sum_is_made_of_the_whole_of_what_its_parts_tell_apart(self) -> None:
        total = added([Figure(2, behind(1)), Figure(3, behind(2)), 0, None])

        assert isinstance(total, Figure)
        assert (total, total.of) == (5, behind())

    @pytest.mark.parametrize("other", [1, Figure(1, behind(2, about="JRAP-2026-00001"))])
    def test_a_sum_of_what_is_told_otherwise_too_leads_nowhere(self, other: int) -> None:
        total = added([Figure(2, behind(1)), other])

        assert total == 3
        assert not isinstance(total, Figure)

    @pytest.mark.parametrize(
        ("before", "between"),
        [
            (Figure(2, behind(1, last=JUNE)), behind(1, first=JULY, last=MARCH)),
            (0, behind(1, last=MARCH)),
            (2, None),
            (Figure(2, behind(2, last=JUNE)), None),
        ],
    )
    def test_a_difference_is_made_of_what_came_between(
        self, before: int, between: Extract | None
    ) -> None:
        columns = (
            Column("Account"),
            Column("After", Unit.PENCE),
            Column("Before", Unit.PENCE),
            Column("Between", Unit.PENCE, less=("After", "Before")),
        )
        ((_, _, _, difference),) = Table(
            "Moved", columns, (("Committed", Figure(5, behind(1, last=MARCH)), before),)
        ).lines

        assert difference == 5 - before
        assert getattr(difference, "of", None) == between

    def test_is_only_a_number_as_data(self) -> None:
        columns = (Column("Account"), Column("Pence", Unit.PENCE))
        one, other = (
            report(Table("Position", columns, (("Committed", pence),)))
            for pence in (Figure(5, behind()), 5)
        )

        assert frozen.to_json(one) == frozen.to_json(other)
        assert spreadsheet.written(one) == spreadsheet.written(other)


class TestSpreadsheet:
    def test_has_formulas_that_carry_the_values_we_worked_out(self) -> None:
        found = cells(spreadsheet.written(report(TABLE)))

        assert found["C5"] == ("", 100)
        assert found["E5"] == ("C5-D5", 39.5)
        assert found["E6"] == ("C6-D6", -25)
        assert found["C7"] == ("SUM(C5:C6)", 150)
        assert found["E7"] == ("SUM(E5:E6)", 14.5)
        assert found["F5"] == ("", 0.6)

    def test_adds_nothing_where_there_are_no_rows(self) -> None:
        found = cells(spreadsheet.written(report(Table("Empty", COLUMNS, ()))))

        assert found["C5"] == ("0", 0)

    def test_never_runs_a_text(self) -> None:
        hostile = Table("Texts", (Column("What"),), (("=HYPERLINK(A1)",),))

        assert "A5" not in cells(spreadsheet.written(report(hostile)))

    def test_has_a_sheet_for_each_table_whatever_it_is_called(self) -> None:
        long = Table("A name: with [all] that a sheet's can't have / and more", (Column("A"),), ())
        with ZipFile(BytesIO(spreadsheet.written(report(TABLE, long)))) as book:
            assert 'name="2 A name with all that a…"' in book.read("xl/workbook.xml").decode()


class TestCommaSeparated:
    def test_writes_pounds_days_and_sums(self) -> None:
        file = "".join(comma_separated.written(report(TABLE))).encode()
        rows = list(csv.reader(StringIO(file.decode("utf-8-sig"), newline="")))

        assert file.startswith(codecs.BOM_UTF8)  # without it, Excel misreads what isn't ASCII
        assert rows[4] == [column.heading for column in COLUMNS]
        assert rows[5] == ["Education", "2026-04-01", "100.00", "60.50", "39.50", "60.00"]
        assert rows[6] == ["Health", "2026-07-01", "50.00", "75.00", "-25.00", ""]
        assert rows[7] == ["Total", "", "150.00", "135.50", "14.50", ""]

    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
    def test_keeps_a_spreadsheet_from_running_a_text(self, text: str) -> None:
        assert sheets.harmless(text) == f"'{text}"

    @given(PENCE)
    def test_writes_an_amount_that_reads_back(self, pence: int) -> None:
        assert round(float(comma_separated.hundredths(pence)) * 100) == pence


class TestFrozen:
    def test_gives_back_what_it_was_given(self) -> None:
        told = report(TABLE, Table("Empty", COLUMNS, ()))

        assert frozen.from_json(frozen.to_json(told)) == told

    def test_writes_the_same_text_for_the_same_report(self) -> None:
        assert frozen.to_json(report(TABLE)) == frozen.to_json(report(TABLE))
        assert frozen.sha256(frozen.to_json(report(TABLE))) != frozen.sha256(
            frozen.to_json(report())
        )


def test_a_page_writes_each_cell_for_people() -> None:
    (table,) = presenters.tables(report(TABLE))

    assert [cell.words for cell in table.lines[1]] == [
        "Health",
        "1 Jul 2026",
        "£50.00",
        "£75.00",
        "−£25.00",
        "–",
    ]
    assert [cell.words for cell in table.foot] == ["Total", "", "£150.00", "£135.50", "£14.50", ""]
    assert [cell.is_number for cell in table.head] == [False, False, True, True, True, True]
