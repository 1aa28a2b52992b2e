"""The national list's CSV: what is taken over, and how everything else is told."""

import csv
from datetime import date
from io import StringIO

import pytest

from panel.cases.directory import establishments
from panel.cases.directory.establishments import BadRow
from panel.cases.vocabulary.options import PlacementGroup, Rating
from panel.sheets import NotTheSheet

#: A row as the list writes it, among columns that aren't read.
ROW = {
    "URN": "118999",
    "LA (code)": "886",
    "LA (name)": "Kent",
    "EstablishmentNumber": "7001",
    "EstablishmentName": "Alder Vale School",
    "TypeOfEstablishment (code)": "10",
    "TypeOfEstablishment (name)": "Other independent special school",
    "EstablishmentStatus (name)": "Open",
    "UKPRN": "10099999",
    "Postcode": "CT1 2AB",
    "OfstedLastInsp": "21-11-2025",
    "OfstedRating (name)": "Good",
    "HeadLastName": "Someone",
}


def a_file(*rows: dict[str, str], encoding: str = "cp1252", separator: str = ",") -> bytes:
    """Return the rows as a file; each is the sample row but for its own changes."""
    text = StringIO()
    writer = csv.DictWriter(text, fieldnames=list(ROW), quoting=csv.QUOTE_ALL, delimiter=separator)
    writer.writeheader()
    writer.writerows(ROW | row for row in rows)
    return text.getvalue().encode(encoding)


class TestRead:
    def test_takes_over_what_the_directory_keeps(self):
        (provider,) = establishments.read(a_file({})).providers

        assert provider.name == "Alder Vale School"
        assert provider.placement_group == PlacementGroup.SPECIAL_INDEPENDENT
        assert (provider.urn, provider.ukprn) == ("118999", "10099999")
        assert (provider.authority_code, provider.authority) == ("886", "Kent")
        assert provider.postcode == "CT1 2AB"
        assert (provider.rating, provider.rated_on) == (Rating.GOOD, date(2025, 11, 21))
        assert provider.is_open

    @pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
    def test_reads_the_list_s_own_encoding_and_a_newer_one(self, encoding: str):
        name = "St Anne’s École"

        (provider,) = establishments.read(
            a_file({"EstablishmentName": name}, encoding=encoding)
        ).providers
        assert provider.name == name

    @pytest.mark.parametrize("separator", [";", "\t"])
    def test_reads_what_a_spreadsheet_of_another_country_saves(self, separator: str):
        name = "Vale; Alder\tand others, all"

        file = a_file({"EstablishmentName": name}, separator=separator)
        (provider,) = establishments.read(file).providers
        assert provider.name == name

    @pytest.mark.parametrize(
        ("status", "is_open"),
        [
            ("Open", True),
            ("Open, but proposed to close", True),
            ("Closed", False),
            ("Proposed to open", False),
        ],
    )
    def test_knows_who_is_open(self, status: str, is_open: bool):
        (provider,) = establishments.read(a_file({"EstablishmentStatus (name)": status})).providers

        assert provider.is_open is is_open

    def test_an_inspection_without_an_overall_grade_is_ungraded(self):
        (provider,) = establishments.read(a_file({"OfstedRating (name)": ""})).providers

        assert provider.rating == Rating.UNGRADED

    def test_a_postcode_has_its_space(self):
        (provider,) = establishments.read(a_file({"Postcode": "ct12ab"})).providers

        assert provider.postcode == "CT1 2AB"

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"URN": ""}, "It has no URN."),
            ({"URN": "12345"}, "URN: A URN has six digits, the first not a 0."),
            ({"EstablishmentName": ""}, "EstablishmentName: This is empty."),
            (
                {"TypeOfEstablishment (name)": "Castle"},
                "Its type, “Castle”, isn’t known here.",
            ),
            ({"OfstedRating (name)": "Fine"}, "Its rating, “Fine”, isn’t known here."),
            (
                {"OfstedLastInsp": "31-02-2025"},
                "The day of its inspection, “31-02-2025”, isn’t a date such as 21-11-2026.",
            ),
        ],
    )
    def test_tells_a_bad_row_by_line_and_reason_and_keeps_the_good(
        self, changes: dict[str, str], reason: str
    ):
        reading = establishments.read(a_file(changes, {"URN": "118998"}))

        assert reading.bad_rows == (BadRow(2, reason),)
        assert [provider.urn for provider in reading.providers] == ["118998"]

    def test_a_number_that_comes_twice_is_taken_once(self):
        reading = establishments.read(a_file({}, {}))

        assert len(reading.providers) == 1
        assert reading.bad_rows == (BadRow(3, "URN 118999 is on line 2 already."),)

    def test_a_row_that_is_cut_short_is_a_bad_row(self):
        reading = establishments.read(a_file({}) + b'"118997","886"\r\n')

        assert [bad.line for bad in reading.bad_rows] == [3]
        assert len(reading.providers) == 1

    @pytest.mark.parametrize(
        ("file", "sentence"),
        [
            (b"", "it has no columns “EstablishmentName”"),
            (b"name,place\nA,B\n", "“URN”"),
            (b"\x81\x8d", "it isn’t text"),
        ],
    )
    def test_refuses_what_isn_t_the_list(self, file: bytes, sentence: str):
        with pytest.raises(NotTheSheet, match=sentence):
            establishments.read(file)
