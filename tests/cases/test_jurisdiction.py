"""Whose law and whose calendar a request lives by."""

from datetime import date

import pytest

from panel.cases.stages import Stage
from panel.deadlines import queries as clocks
from tests.builders import DOCUMENT, a_request, live_by

pytestmark = pytest.mark.django_db
ASKED_FOR_A_PLAN = DOCUMENT["story"] | {"plan_requested_on": "2026-08-24"}


@pytest.mark.parametrize(("nation", "run"), [("england", ["EHC-05"]), ("wales", [])])
def test_the_twenty_weeks_of_a_plan_run_in_england_only(nation: str, run: list[str]) -> None:
    live_by("[identity]", f'[identity]\njurisdiction = "{nation}"')

    request = a_request(Stage.SUBMITTED, story=ASKED_FOR_A_PLAN)

    assert [clock.rule_id for clock in clocks.open_clocks(request.reference)] == run


def test_clocks_leave_out_the_days_on_which_the_panel_s_offices_are_closed() -> None:
    live_by("[advice]", "[calendar]\nclosed_days = [2026-09-08]\n\n[advice]")

    request = a_request(Stage.ADVICE)

    running = clocks.open_clocks(request.reference)
    assert {clock.due_on for clock in running} == {date(2026, 9, 29)}
    assert {"2026-09-08"} <= {
        step["first"] for clock in running for step in clock.explanation if not step["counted"]
    }


def test_clocks_leave_out_the_bank_holidays_of_the_panel_s_own_nation() -> None:
    # Sixty working days from 7 September: in Scotland St Andrew's Day, 30 November, is none.
    live_by(
        "due_working_days = 15", 'due_working_days = 60\n\n[calendar]\nbank_holidays = "scotland"'
    )

    request = a_request(Stage.ADVICE)

    assert {advice.due_on for advice in request.advice.all()} == {date(2026, 12, 1)}
