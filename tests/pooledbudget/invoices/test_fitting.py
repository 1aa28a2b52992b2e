"""An invoice is of the placement's provider, and asks for no day twice without saying why."""

from csv import DictReader
from datetime import date

import pytest

from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.pooledbudget import operations
from panel.pooledbudget.models import Invoice
from panel.pooledbudget.models.imports import ImportKind
from panel.pooledbudget.operations import judging
from tests.builders import PLACED, a_fund, a_person, a_request, draw_up, live_by, place
from tests.pooledbudget.imported import INVOICES, an_invoice_row
from tests.pooledbudget.invoiced import a_credit_note, an_invoice, credit, void

pytestmark = pytest.mark.django_db
MAY = {"first_day": date(2026, 5, 1), "last_day": date(2026, 5, 31)}


@pytest.fixture
def placed() -> PlacementRequest:
    """A child who is placed with Alder Vale."""
    return a_request(Stage.PLACED)


def book(placed: PlacementRequest, **changes: object) -> Invoice:
    """Book an invoice that gives no reason why it would ask for days again."""
    asked = an_invoice(100, about=placed.reference, **{"accepted_because": "", **changes})
    manager = a_person(Role.FUND_MANAGER)
    return operations.book_invoice(fund_year=a_fund(), invoice=asked, by=manager, at=PLACED)


class TestProvider:
    def test_is_the_one_with_which_the_child_is_placed(self, placed: PlacementRequest) -> None:
        with pytest.raises(operations.OtherProvider, match="placed with Alder Vale") as refused:
            book(placed, provider="Ash Lodge")

        assert refused.value.field == "provider"
        assert book(placed, provider="alder  VALE")
        assert book(placed, provider="Green Taxis", accepted_because="The taxi to school")

    def test_may_be_any_that_an_agreement_has_named(self) -> None:
        live_by("move_needs_approval = true", "move_needs_approval = false")
        approved = a_request(Stage.APPROVED)
        draw_up(approved, provider="Ash Lodge")
        place(approved)

        assert book(approved, provider="Ash Lodge")
        assert book(approved, provider="Alder Vale", **MAY)


class TestDays:
    def test_that_an_invoice_asks_for_are_asked_again_only_with_a_reason(
        self, placed: PlacementRequest
    ) -> None:
        first = book(placed)

        with pytest.raises(operations.DaysRepeated, match=f"{first.number} of Alder Vale asks"):
            book(placed, first_day=date(2026, 4, 30), last_day=date(2026, 5, 1))
        assert book(placed, **MAY)
        assert book(placed, accepted_because="An hour more").accepted_because == "An hour more"

    def test_are_free_again_once_it_is_void_or_credited_whole(
        self, placed: PlacementRequest
    ) -> None:
        manager = a_person(Role.FUND_MANAGER)
        void(book(placed), manager)
        credit(book(placed), a_credit_note(100), manager)

        assert book(placed)


def test_a_file_says_the_same_of_each_row(placed: PlacementRequest) -> None:
    again = {"Why accepted": ""}
    rows = [
        an_invoice_row(1, about=placed.reference, **again),
        an_invoice_row(2, about=placed.reference, **again),
        an_invoice_row(3, about=placed.reference),
        an_invoice_row(4, about=placed.reference, Provider="Ash Lodge", **again),
        an_invoice_row(5, about="JRAP-2026-99999"),
    ]
    cells = DictReader([INVOICES, *rows])

    found = [*judging.judge(ImportKind.INVOICES, a_fund(), cells, at=PLACED)]

    assert [verdict.outcome for verdict in found] == ["ready", "bad", "ready", "bad", "bad"]
    assert found[1].reason.startswith(
        "Invoice LH/1 of Alder Vale asks for 1 April to 30 April 2026"
    )
    assert "is placed with Alder Vale" in found[3].reason
    assert "Nothing is promised to JRAP-2026-99999" in found[4].reason
