"""Formal reports fall due by the panel's rules, and those who run the fund are reminded."""

from datetime import UTC, date, datetime

import pytest

from panel.deadlines.models import Notice
from panel.policies import documents
from panel.policies.schema import Policy
from panel.pooledbudget.models import FundYear
from panel.reports import dues, operations
from panel.reports.kinds import Kind
from tests.builders import a_fund
from tests.reports.builders import a_report

JUNE_END = date(2026, 6, 30)


def year() -> FundYear:
    return FundYear(year=2026, starts_on=date(2026, 4, 1), ends_on=date(2027, 3, 31))


def rules(**changes: object) -> Policy:
    kent = documents.parse((documents.FOLDER / "kent.toml").read_text(encoding="utf-8"))
    return Policy.model_validate(kent.model_dump(mode="json") | changes, strict=False)


class TestDues:
    def test_fall_due_as_often_as_the_rules_say(self) -> None:
        found = list(dues.dues(rules(), year()))

        assert [due.last_day.isoformat() for due in found] == [
            "2026-06-30",
            "2026-09-30",
            "2026-12-31",
            "2027-03-31",
            "2027-03-31",
        ]
        assert [due.kind for due in found] == [Kind.QUARTERLY] * 4 + [Kind.ANNUAL]
        assert found[0].due_on == date(2026, 7, 1)

    def test_reach_the_year_s_end_and_no_further(self) -> None:
        six_weeks = {"count": 6, "unit": "weeks"}
        terms = {"statutory_report_every": six_weeks, "annual_return": False}

        found = list(dues.dues(rules(fund=terms, reporting={"annual": False}), year()))

        assert {due.kind for due in found} == {Kind.QUARTERLY}
        assert found[-1].last_day == date(2027, 3, 31)
        assert len(found) == 9

    def test_end_with_the_panel_s_own_report_of_the_year(self) -> None:
        found = list(dues.dues(rules(fund={"annual_return": False}), year()))

        assert found[-1] == dues.Due(Kind.ANNUAL, date(2027, 3, 31))


@pytest.mark.django_db
class TestRemind:
    @pytest.fixture
    def fund_year(self) -> FundYear:
        return a_fund()

    def told(self) -> list[str]:
        keys = Notice.objects.filter(key__startswith="report/").order_by("pk")
        return [
            key.split("/", 2)[2].rsplit("/", 1)[0] for key in keys.values_list("key", flat=True)
        ]

    def test_owes_each_rung_once_until_the_report_is_issued(self, fund_year: FundYear) -> None:
        for day in (1, 1, 2):
            operations.sweep(at=datetime(2026, 7, day, 9, tzinfo=UTC))

        assert self.told() == ["quarterly/2026-06-30/1", "quarterly/2026-06-30/2"]

    def test_owes_none_before_the_first_rung_or_of_what_is_issued(
        self, fund_year: FundYear
    ) -> None:
        operations.sweep(at=datetime(2026, 6, 1, 9, tzinfo=UTC))
        a_report(fund_year)
        operations.sweep(at=datetime(2026, 7, 2, 9, tzinfo=UTC))

        assert self.told() == []
