"""Writing the values of rules for people."""

from datetime import date, time

import pytest

from panel.policies.schema import Duration, Lead
from panel.policies.schema.clocks import Rung
from panel.policies.schema.meetings import Recurrence
from panel.policies.schema.money import DisputeLevel
from panel.policies.schema.values import AgencyShare, DayOfYear, Part
from panel.policies.wording import in_words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (None, "", "none"),
        ("", "", "none"),
        ((), "", "none"),
        (True, "", "yes"),
        (False, "", "no"),
        ("all_paying_agencies", "", "all paying agencies"),
        (3, "people", "3 people"),
        (1, "people", "1 person"),
        (1, "working days", "1 working day"),
        (2, "", "2"),
        (300_000, "pence", "£3,000.00"),
        (500, "basis points", "5%"),
        (date(2026, 9, 1), "", "1 September 2026"),
        (time(17), "", "17:00"),
        ((14, 16), "years", "14 years, 16 years"),
        (("Reasons, and why", "Rights"), "", "Reasons, and why; Rights"),
        (Duration(count=48, unit="hours"), "", "48 hours"),
        (Duration(count=1, unit="months"), "", "1 month"),
        (Part(numerator=2, denominator=3), "", "2 of 3"),
        (DayOfYear(day=28, month=2), "", "28 February"),
        (Lead(days=7, unit="clear_days"), "", "7 clear days before"),
        (Lead(days=1, by=time(12)), "", "1 working day before, until 12:00"),
        (Lead(weekday="monday", by=time(17)), "", "the Monday before, until 17:00"),
        (Lead(weekday="friday", weeks_earlier=1), "", "the Friday before, 1 week earlier"),
        (Recurrence(every="week", weekday="friday"), "", "Friday of every week"),
        (Recurrence(every="week", interval=2, weekday="friday"), "", "Friday of every 2 weeks"),
        (
            Recurrence(every="month", weekday="tuesday", week_of_month=-1),
            "",
            "the last Tuesday of every month",
        ),
        (AgencyShare(agency="health", basis_points=3_333), "", "agency: health, 33.33%"),
        (Rung(working_days=-5, to="owner"), "", "-5 working days, to: owner"),
        (
            (DisputeLevel(role="directors", within=Duration(count=10)),),
            "",
            "role: directors, within: 10 working days",
        ),
    ],
    ids=repr,
)
def test_writes_a_value_as_people_say_it(value: object, unit: str, words: str):
    assert in_words(value, unit) == words
