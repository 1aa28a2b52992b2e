"""An invoice is of the placement's provider, for days to be paid for once, or it says why."""

from csv import DictReader
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from panel.agencies.models import Role
from panel.cases.document.placements import EndPart, ReturnPart, SuspensionPart
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.cases.vocabulary.placements import EndReason, SuspensionReason
from panel.decisions import operations as decisions
from panel.pooledbudget import operations
from panel.pooledbudget.models import Invoice
from panel.pooledbudget.models.imports import ImportKind
from panel.pooledbudget.operations.imports import judging
from tests.builders import FIRST_DAY, a_fund, a_person, a_request, draw_up, live_by, place
from tests.pooledbudget.imported import INVOICES, an_invoice_row
from tests.pooledbudget.invoiced import a_credit_note, an_invoice, credit, void

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 11, 30, 9, tzinfo=UTC)
NOVEMBER = {"first_day": date(2026, 11, 1), "last_day": date(2026, 11, 30)}


@pytest.fixture
def placed() -> PlacementRequest:
    """A child who is placed with Alder Vale."""
    return a_request(Stage.PLACED)


def book(placed: PlacementRequest, **changes: object) -> Invoice:
    """Book an invoice that gives no reason why it would ask for days again."""
    days = {"first_day": FIRST_DAY, "last_day": date(2026, 10, 31), "accepted_because": ""}
    asked = an_invoice(100, about=placed.reference, **{**days, **changes})
    manager = a_person(Role.FUND_MANAGER)
    return operations.book_invoice(fund_year=a_fund(), invoice=asked, by=manager, at=LATER)


class TestProvider:
    def test_is_the_one_with_which_the_child_is_placed(self, placed: PlacementRequest) -> None:
        with pytest.raises(operations.OtherProvider, match="placed with Alder Vale") as refused:
            book(placed, provider="Ash Lodge")

        assert refused.value.faults[0].pointer == "/provider"
        assert book(placed, provider="alder  VALE")
        assert book(placed, provider="Green Taxis", accepted_because="The taxi to school")

    def test_may_be_any_that_an_agreement_has_named(self) -> None:
        live_by("move_needs_approval = true", "move_needs_approval = false")
        approved = a_request(Stage.APPROVED)
        draw_up(approved, provider="Ash Lodge")
        place(approved)

        assert book(approved, provider="Ash Lodge")
        assert book(approved, provider="Alder Vale", **NOVEMBER)


class TestDays:
    def test_that_an_invoice_asks_for_are_asked_again_only_with_a_reason(
        self, placed: PlacementRequest
    ) -> None:
        first = book(placed)

        with pytest.raises(operations.DaysInDoubt, match=f"{first.number} of Alder Vale asks"):
            book(placed, first_day=date(2026, 10, 31), last_day=date(2026, 11, 1))
        assert book(placed, **NOVEMBER)
        assert book(placed, accepted_because="An hour more").accepted_because == "An hour more"

    def test_are_free_again_once_it_is_void_or_credited_whole(
        self, placed: PlacementRequest
    ) -> None:
        manager = a_person(Role.FUND_MANAGER)
        void(book(placed), manager)
        credit(book(placed), a_credit_note(100), manager)

        assert book(placed)

    def test_before_it_starts_or_ahead_are_taken_with_a_reason(self) -> None:
        approved = a_request(Stage.APPROVED)
        with pytest.raises(operations.DaysInDoubt, match="hasn’t started") as refused:
            book(approved, last_day=date(2026, 12, 1))
        assert refused.value.field == "accepted_because"
        assert "ahead in part: they end on 1 December 2026" in str(refused.value)
        with pytest.raises(operations.DaysInDoubt, match="Its days lie ahead: they end on 24 Dec"):
            book(approved, first_day=date(2026, 12, 1), last_day=date(2026, 12, 24))

        place(approved)
        with pytest.raises(operations.DaysInDoubt, match="started only on 5 October 2026"):
            book(approved, first_day=date(2026, 10, 4))
        assert book(approved, first_day=date(2026, 10, 4), accepted_because="Move and first night")

    def test_away_unpaid_or_after_the_last_are_taken_with_a_reason(
        self, placed: PlacementRequest
    ) -> None:
        away = SuspensionPart(
            first_day=date(2026, 10, 7), reason=SuspensionReason.HOSPITAL, is_paid=False
        )
        back = ReturnPart(back_on=date(2026, 10, 9))
        over = EndPart(ended_on=date(2026, 10, 30), reason=EndReason.BREAKDOWN)
        told = {"placement_request_id": placed.pk, "by": a_person(Role.COORDINATOR), "at": LATER}
        decisions.suspend_placement(suspension=away, **told)
        with pytest.raises(operations.DaysInDoubt, match="not paid for: since 7 October 2026"):
            book(placed)
        decisions.resume_placement(back=back, **told)
        decisions.end_placement(end=over, **told)

        with pytest.raises(operations.DaysInDoubt, match="7 October to 8 October") as refused:
            book(placed)

        assert "The placement’s last day was 30 October 2026." in str(refused.value)
        assert book(placed, first_day=date(2026, 10, 9), last_day=date(2026, 10, 30))


def keep_without_a_reason(placed: PlacementRequest, first_day: date, last_day: date) -> None:
    """Write past Python an invoice for some days without a reason, behind an entry to spare."""
    like = void(book(placed, accepted_because="An hour more"), a_person(Role.FUND_MANAGER))
    told = {
        "entry_id": like.entry.reversed_by.pk,
        "accepted_because": "",
        "first_day": first_day,
        "last_day": last_day,
    }
    columns = [field.column for field in Invoice._meta.fields if field.column != "id"]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO pooledbudget_invoice ({', '.join(columns)})"
            f" SELECT {', '.join('%s' if name in told else name for name in columns)}"
            " FROM pooledbudget_invoice WHERE id = %s",
            [*(told[name] for name in columns if name in told), like.pk],
        )


def test_postgresql_demands_the_reason_of_what_goes_round_python_too() -> None:
    approved = a_request(Stage.APPROVED)
    told = {"placement_request_id": approved.pk, "by": a_person(Role.COORDINATOR), "at": LATER}

    def takes(first_day: int, last_day: int, month: int = 10) -> None:
        days = date(2026, 10, first_day), date(2026, month, last_day)
        keep_without_a_reason(approved, *days)

    def refuses(first_day: int, last_day: int, month: int = 10) -> None:
        with pytest.raises(IntegrityError, match="may be nobody's to pay for"):
            takes(first_day, last_day, month)

    refuses(5, 5)
    place(approved)
    takes(5, 5)
    refuses(4, 5)
    takes(31, 30, month=11)
    refuses(31, 1, month=12)  # the day after it is booked
    away = SuspensionPart(
        first_day=date(2026, 10, 7), reason=SuspensionReason.HOSPITAL, is_paid=False
    )
    decisions.suspend_placement(suspension=away, **told)
    takes(5, 6)
    refuses(20, 21)
    decisions.resume_placement(back=ReturnPart(back_on=date(2026, 10, 9)), **told)
    refuses(8, 9)
    takes(9, 30)
    over = EndPart(ended_on=date(2026, 10, 30), reason=EndReason.BREAKDOWN)
    decisions.end_placement(end=over, **told)
    takes(9, 30)
    refuses(30, 31)


def test_a_file_says_the_same_of_each_row(placed: PlacementRequest) -> None:
    again = {"Why accepted": "", "From": "05/10/2026", "To": "31/10/2026"}
    rows = [
        an_invoice_row(1, about=placed.reference, **again),
        an_invoice_row(2, about=placed.reference, **again),
        an_invoice_row(3, about=placed.reference),
        an_invoice_row(4, about=placed.reference, Provider="Ash Lodge", **again),
        an_invoice_row(5, about="JRAP-2026-99999"),
    ]
    cells = DictReader([INVOICES, *rows])

    found = [*judging.judge(ImportKind.INVOICES, a_fund(), cells, at=LATER)]

    assert [verdict.outcome for verdict in found] == ["ready", "bad", "ready", "bad", "bad"]
    assert found[1].reason.startswith(
        "Invoice LH/1 of Alder Vale asks for 5 October to 31 October 2026"
    )
    assert "is placed with Alder Vale" in found[3].reason
    assert "Nothing is promised to JRAP-2026-99999" in found[4].reason
