"""The law's limits of a plan, and a panel's own where its rules state others."""

from datetime import date

import pytest

from panel import working_days
from panel.deadlines import ehc
from panel.deadlines.rules import compute
from panel.policies.schema import Clocks, Duration

ENGLAND = working_days.england(2026, 2028)
LAW = ehc.limits(Clocks().ehc, version="Northmere, version 1")


@pytest.mark.parametrize(
    ("rule_id", "start", "due"),
    [
        ("EHC-01", date(2026, 9, 1), date(2026, 10, 13)),  # six weeks
        ("EHC-02", date(2026, 10, 13), date(2026, 11, 24)),
        ("EHC-03", date(2026, 9, 1), date(2026, 12, 22)),  # sixteen
        ("EHC-05", date(2026, 9, 1), date(2027, 1, 19)),  # twenty
        ("EHC-04", date(2026, 12, 1), date(2026, 12, 15)),  # 15 days, the first included
        ("EHC-06", date(2026, 12, 1), date(2026, 12, 16)),
        ("EHC-07", date(2027, 1, 19), date(2028, 1, 19)),
        ("EHC-09", date(2028, 1, 10), date(2028, 1, 24)),
        ("EHC-10", date(2028, 1, 10), date(2028, 2, 7)),
        ("EHC-11", date(2028, 2, 7), date(2028, 4, 3)),
        ("EHC-15", date(2026, 12, 18), date(2027, 1, 13)),  # over Christmas and New Year
        ("EHC-16", date(2027, 1, 13), date(2027, 2, 24)),
        ("EHC-18", date(2026, 9, 1), date(2026, 12, 8)),
    ],
)
def test_each_limit_is_counted_as_its_regulation_says(
    rule_id: str, start: date, due: date
) -> None:
    assert compute(LAW[rule_id], start, ENGLAND).due_on == due
    assert LAW[rule_id].source.startswith(("SEND ", "Special Educational Needs"))


def test_a_panel_s_rules_may_state_others_and_are_then_the_source() -> None:
    weeks = [Duration(count=count, unit="weeks") for count in (4, 12, 18)]

    limits = ehc.limits(weeks, version="Guernsey, version 1")

    assert compute(limits["EHC-01"], date(2026, 9, 1), ENGLAND).due_on == date(2026, 9, 29)
    assert limits["EHC-05"].source == "Guernsey, version 1"
    assert limits["EHC-04"] == LAW["EHC-04"]  # not stated
    assert limits["EHC-07"] == LAW["EHC-07"]
