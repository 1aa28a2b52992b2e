"""What each report says of a year in which real requests were weighed, approved and placed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from panel.agencies.models import Role
from panel.cases.document.placements import EndPart
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.cases.vocabulary.placements import EndReason
from panel.decisions import operations as decisions
from panel.decisions.forecasting import working_out
from panel.money import Pence
from panel.pooledbudget import operations
from panel.pooledbudget.models import FundYear, Invoice
from panel.reports import making, presenters
from panel.reports.kinds import Kind
from panel.reports.span import Span, span_of
from panel.reports.table import Report, Table
from panel.reports.tables.spending import NOT_TOLD, TOGETHER
from panel.sample.people import SOCIAL_CARE
from tests.builders import (
    CHOSEN,
    LOCAL,
    MEETING_DAY,
    MONDAY_9AM,
    a_fund,
    a_person,
    a_request,
)
from tests.decisions.changed import asked_to_change, start_change, walk_to_approval
from tests.decisions.outcomes.test_lapsing import agreed, decide_anew, let_lapse
from tests.pooledbudget.builders import some_books
from tests.pooledbudget.invoiced import (
    a_credit_note,
    an_invoice,
    another_manager,
    credit,
    pass_it,
    pay,
)
from tests.pooledbudget.recharged import a_recharge

pytestmark = pytest.mark.django_db
YEAR = 0
SECOND = 2  # the quarter of September
COST = 86_965_97
YEARLY = 178_329_09  # in a full year
HER_DAYS = {"starts_on": CHOSEN["starts_on"], "ends_on": CHOSEN["ends_on"]}


def told(kind: Kind, quarter: int = YEAR) -> Report:
    fund_year = a_fund()
    return making.made(kind, fund_year, span_of(fund_year, quarter), at=MONDAY_9AM)


def table(report: Report, caption: str) -> dict[Any, tuple[Any, ...]]:
    """Return the lines of a table of a report by their first cells."""
    (found,) = [table for table in report.tables if table.caption == caption]
    return {line[0]: line[1:] for line in found.lines}


def only(report: Report) -> Table:
    (found,) = report.tables
    return found


class TestSpan:
    @pytest.mark.parametrize(
        ("number", "first", "last"),
        [
            (0, date(2026, 4, 1), date(2027, 3, 31)),
            (1, date(2026, 4, 1), date(2026, 6, 30)),
            (4, date(2027, 1, 1), date(2027, 3, 31)),
        ],
    )
    def test_is_the_year_or_a_quarter_of_it(self, number: int, first: date, last: date) -> None:
        assert span_of(a_fund(), number) == Span(number, first, last, late_on=last)


def test_a_report_tells_of_its_own_panel_alone() -> None:
    request = a_request(Stage.PLACED)
    credit(asked(request, 100_00), a_credit_note(1_00), a_person(Role.FUND_MANAGER))
    other, span = some_books(code="other").fund_year, span_of(a_fund(), YEAR)

    of_work = making.made(Kind.QUARTERLY, other, span, at=MONDAY_9AM)
    of_books = making.made(Kind.RECONCILIATION, other, span, at=MONDAY_9AM)

    assert {row[0] for row in table(of_work, "Activity").values()} == {0}
    assert set(table(of_work, "Indicators").values()) == {(None, None)}
    assert set(table(of_books, "Invoices beside the books, to date").values()) == {(0, 0, 0)}


class TestTrialBalance:
    def test_its_debits_come_to_its_credits(self) -> None:
        a_request(Stage.APPROVED)

        foot = only(told(Kind.TRIAL_BALANCE)).foot

        assert foot is not None
        assert foot[2:] == (300_000_000, 300_000_000)

    def test_tells_of_the_day_it_is_of(self) -> None:
        a_request(Stage.APPROVED)

        first = only(told(Kind.TRIAL_BALANCE, quarter=1)).foot

        assert first is not None
        assert first[2:] == (0, 0)  # all was posted in September


class TestTransactions:
    def test_lists_both_sides_of_every_entry_of_the_days(self) -> None:
        request = a_request(Stage.APPROVED)

        lines = only(told(Kind.TRANSACTIONS, quarter=SECOND)).lines

        assert {line[3] for line in lines} == {"Agreement", request.reference}
        assert sum(line[6] or 0 for line in lines) == sum(line[7] or 0 for line in lines)
        assert only(told(Kind.TRANSACTIONS, quarter=1)).lines == ()


class TestContributions:
    def test_lists_receipts_by_partner(self) -> None:
        *_, received = told(Kind.CONTRIBUTIONS).tables
        lines = received.lines

        assert [(line[0], line[3], line[4]) for line in lines] == [
            ("Education", "Agreement", 100_000_000),
            ("Health", "Agreement", 100_000_000),
            ("Social care", "Agreement", 100_000_000),
        ]


class TestReconciliation:
    def test_tells_what_is_promised_by_whether_its_agreement_is_signed(self) -> None:
        a_request(Stage.PLACED)

        beside = table(told(Kind.RECONCILIATION), "Commitments beside agreements")

        assert {state: told[0] for state, told in beside.items()} == {
            "Agreement signed": 1,
            "Agreement not signed": 0,
            "No agreement drawn up": 0,
        }
        assert beside["Agreement signed"][1] == COST

    def test_calls_no_agreement_signed_of_what_never_started(self) -> None:
        request = a_request(Stage.APPROVED)
        asked(request, 100_00)
        decisions.end_placement(
            placement_request_id=request.pk,
            end=EndPart(reason=EndReason.NOT_STARTED),
            by=a_person(Role.COORDINATOR),
            at=MEETING_DAY,
        )

        beside = table(told(Kind.RECONCILIATION), "Commitments beside agreements")

        assert beside["No agreement drawn up"] == (1, 100_00)
        assert beside["Agreement signed"] == (0, 0)

    def test_invoices_come_to_what_the_books_say_whatever_became_of_them(self) -> None:
        request = a_request(Stage.PLACED)
        waiting, passed, paid = (asked(request, pence) for pence in (100_00, 200_00, 300_00))
        by = another_manager(a_fund())
        for invoice in (passed, paid):
            pass_it(invoice, by)
        pay(paid, a_person(Role.FUND_MANAGER))
        credit(waiting, a_credit_note(40_00), a_person(Role.FUND_MANAGER))

        beside = table(told(Kind.RECONCILIATION), "Invoices beside the books, to date")

        assert beside == {
            "To be paid": (260_00, 260_00, 0),
            "Paid to providers": (300_00, 300_00, 0),
        }
        self.pay_back(request)
        assert table(told(Kind.RECONCILIATION), "Invoices beside the books, to date") == beside
        ((_, paid_to),) = table(told(Kind.QUARTERLY), "By provider").values()
        assert paid_to == 300_00
        years = working_out.known(a_fund(), on=MEETING_DAY.date()).years()
        assert years[a_fund().year].whole().actual_pence == 560_00

    def pay_back(self, request: PlacementRequest) -> None:
        """Have social care pay back its share."""
        manager, at = a_person(Role.FUND_MANAGER), MEETING_DAY
        days = {"issued_on": at.date(), "due_on": at.date()}
        told = a_recharge(90_00, agency=SOCIAL_CARE, about=request.reference, **days)
        recharge = operations.issue_recharge(fund_year=a_fund(), recharge=told, by=manager, at=at)
        operations.recover_recharge(
            recharge_id=recharge.pk, recovered_on=at.date(), by=manager, at=at
        )


class TestQuarterly:
    def test_tells_what_moved_in_the_quarter(self) -> None:
        a_request(Stage.APPROVED)

        stands = table(told(Kind.QUARTERLY, quarter=SECOND), "Where the money stands")

        assert tuple(map(sum, zip(*stands.values(), strict=True))) == (300_000_000, 0, 300_000_000)
        assert stands["Committed"] == (COST, 0, COST)
        third = table(told(Kind.QUARTERLY, quarter=3), "Where the money stands")
        assert third["Committed"] == (COST, COST, 0)

    def test_tells_each_partners_part(self) -> None:
        a_request(Stage.APPROVED)

        parts = table(told(Kind.QUARTERLY), "Each partner’s part")

        assert sum(part[2] for part in parts.values()) == COST

    def test_tells_what_the_money_goes_to(self) -> None:
        a_request(Stage.APPROVED)
        report = told(Kind.QUARTERLY)

        for caption in ("By provider", "By sort of place", "By main need"):
            ((name, amounts),) = table(report, caption).items()
            assert amounts == (COST, 0)
            assert name != TOGETHER

    def test_tells_who_is_placed(self) -> None:
        a_request(Stage.PLACED)

        activity = table(told(Kind.QUARTERLY, quarter=3), "Activity")

        assert activity["Placed on any of these days"][0] == 1
        assert activity["New in these days"][0] == 1
        assert activity["Ended in these days"][0] == 0

    def test_counts_a_placement_that_was_changed_once(self) -> None:
        changed = asked_to_change(a_request(Stage.PLACED))
        walk_to_approval(changed)
        start_change(changed)

        third, fourth = (
            table(told(Kind.QUARTERLY, quarter=quarter), "Activity") for quarter in (3, 4)
        )

        none, one = (0, 0, None, 0), (1, 1, 3_420_01, YEARLY)
        assert third["Placed on any of these days"] == third["New in these days"] == one
        assert third["Ended in these days"] == none
        assert fourth["Placed on any of these days"] == fourth["Out of the area"] == one
        assert fourth["New in these days"] == none

    def test_tells_what_the_year_is_forecast_to_come_to(self) -> None:
        a_request(Stage.APPROVED)
        owed = operations.owe_forecast(fund_year_id=a_fund().pk, at=MEETING_DAY)
        decisions.make_forecast(forecast_id=owed.pk, at=MEETING_DAY)

        forecast = table(told(Kind.QUARTERLY), "Forecast of the year")

        assert sum(told[4] for told in forecast.values()) == COST
        assert {told[5] for told in forecast.values()} == {100_000_000}

    def test_tells_how_the_rules_share_what_is_left(self) -> None:
        a_request(Stage.APPROVED)

        shared = table(told(Kind.QUARTERLY), "Risk share")

        left = 300_000_000 - COST
        assert sum(sum(parts) for parts in shared.values()) == left
        assert {parts[3] for parts in shared.values()} == {0}

    def test_tells_how_the_work_went(self) -> None:
        a_request(Stage.APPROVED)

        found = table(told(Kind.QUARTERLY, quarter=SECOND), "Indicators")

        assert found["Decisions"] == (1, None)
        assert found["Requests decided at once, of all decided"] == (1, 1)
        assert found["Shares approved in time, of what was asked"][0] == 3
        assert found["Instalments received in full, of what fell due"] == (None, None)

    def test_calls_nothing_decided_that_was_only_deferred(self) -> None:
        a_request(Stage.DEFERRED)

        found = table(told(Kind.QUARTERLY, quarter=SECOND), "Indicators")

        assert found["Decisions"] == (1, None)
        assert found["Requests decided at once, of all decided"] == (None, None)

    def test_tells_what_was_saved(self) -> None:
        a_request(Stage.APPROVED)

        saved = table(told(Kind.QUARTERLY, quarter=SECOND), "Savings and cost avoided")

        assert set(saved) == {"The option recommended", "The placement before"}
        assert saved["The placement before"][0] == 0

    def test_tells_once_of_what_was_decided_twice(self) -> None:
        request = agreed(options=[CHOSEN, LOCAL | {"suitability": "meets"} | HER_DAYS])
        let_lapse(request)
        decide_anew(request, "B", at=MEETING_DAY + timedelta(days=30))

        saved = table(told(Kind.QUARTERLY), "Savings and cost avoided")
        assert saved["The option recommended"][0] == 1
        in_public = table(told(Kind.ANNUAL), "Savings and cost avoided")
        assert in_public["The option recommended"] == (None, None, None, None)
        later = table(told(Kind.QUARTERLY, quarter=3), "Indicators")
        assert later["Days from sending in to the first decision, median"] == (14, 1)

    def test_names_no_child_and_no_request(self) -> None:
        request = a_request(Stage.PLACED)

        assert not names(told(Kind.QUARTERLY), request)


class TestAnnual:
    def test_tells_nothing_of_fewer_than_five_children(self) -> None:
        request = a_request(Stage.PLACED)
        report = told(Kind.ANNUAL)

        for caption in ("By provider", "By sort of place", "By main need"):
            assert table(report, caption) == {NOT_TOLD: (None, None)}
        assert set(table(report, "Activity").values()) == {(None, None, None, None)}
        assert set(table(report, "Indicators").values()) == {(None, None)}
        assert not names(report, request)

    @pytest.mark.slow
    def test_tells_nothing_of_the_few_that_are_left_of_those_decided(self) -> None:
        for stage in (*[Stage.FUNDING] * 5, Stage.DEFERRED):
            a_request(stage)

        found = table(told(Kind.ANNUAL), "Indicators")

        assert found["Decisions"] == (6, None)
        assert found["Requests decided at once, of all decided"] == (None, None)

    def test_adds_nothing_up_that_is_not_told(self) -> None:
        a_request(Stage.PLACED)
        report = told(Kind.ANNUAL)

        for written in presenters.tables(report):
            if written.caption in {"By provider", "By sort of place", "By main need"}:
                assert [cell.words for cell in written.foot] == ["Total", "–", "–"]
        saved = table(report, "Savings and cost avoided")["The option recommended"]
        assert saved == (0, None, None, None)

    def test_gives_each_partner_its_own_account(self) -> None:
        a_request(Stage.APPROVED)

        accounts = table(told(Kind.ANNUAL), "Memorandum account")

        paid, bought, promised, owed, left = map(sum, zip(*accounts.values(), strict=True))
        assert (paid, bought, promised, owed) == (300_000_000, 0, COST, 0)
        assert left == paid - COST


def asked(request: PlacementRequest, pence: int) -> Invoice:
    """Book what a provider asks for a placement."""
    days = {"first_day": date(2026, 10, 5), "last_day": date(2026, 10, 31)}
    invoice = an_invoice(pence, about=request.reference, **days)
    return operations.book_invoice(
        fund_year=a_fund(), invoice=invoice, by=a_person(Role.FUND_MANAGER), at=MONDAY_9AM
    )


def names(report: Report, request: PlacementRequest) -> list[str]:
    """Return what a report says that would tell of whom it is."""
    hers = (request.reference, request.child.family_name, request.child.given_name)
    said = " ".join(str(line) for table in report.tables for line in table.lines)
    return [word for word in hers if word in said]


def test_each_asks_as_much_for_two_requests_as_for_one() -> None:
    pk = a_fund(pence_each=Pence(500_000_00)).pk
    fund_year = FundYear.objects.select_related("fund").get(pk=pk)

    a_request(Stage.PLACED)
    for_one = {kind: _asked_for(kind, fund_year) for kind in Kind}
    a_request(Stage.PLACED)

    assert {kind: _asked_for(kind, fund_year) for kind in Kind} == for_one


def _asked_for(kind: Kind, fund_year: FundYear) -> int:
    with CaptureQueriesContext(connection) as queries:
        making.made(kind, fund_year, span_of(fund_year, YEAR), at=MONDAY_9AM)
    return len(queries)
