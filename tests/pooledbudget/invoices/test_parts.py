"""A paper across the day of a change, or across 31 March, is booked in parts under its number."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from panel.agencies.models import Role
from panel.cases.document.placements import StartPart
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions import operations as decisions
from panel.pooledbudget import operations
from panel.pooledbudget.invoices import queries
from panel.pooledbudget.models import FundYear, Invoice
from panel.pooledbudget.models.imports import ImportKind
from panel.pooledbudget.operations.imports import judging
from tests.builders import a_fund, a_person, a_request, draw_up, sign
from tests.decisions.changed import CHANGED_ON, asked_to_change, walk_to_approval
from tests.pooledbudget.imported import INVOICES, an_invoice_row
from tests.pooledbudget.invoiced import an_invoice, void

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 11, 30, 9, tzinfo=UTC)
BEFORE = {"first_day": date(2026, 10, 20), "last_day": date(2026, 11, 1)}
AFTER = {"first_day": CHANGED_ON, "last_day": date(2026, 11, 16)}
ACROSS = BEFORE | {"last_day": AFTER["last_day"]}


@pytest.fixture
def first() -> PlacementRequest:
    """A placement that was divided otherwise from 2 November on."""
    return a_request(Stage.PLACED)


@pytest.fixture
def second(first: PlacementRequest) -> PlacementRequest:
    """The change of it, which has begun."""
    asked = asked_to_change(first)
    walk_to_approval(asked)
    draw_up(asked, starts_on=CHANGED_ON)
    sign(asked)
    decisions.start_placement(
        placement_request_id=asked.pk,
        start=StartPart(started_on=CHANGED_ON),
        by=a_person(Role.COORDINATOR),
        at=LATER,
    )
    return asked


def book(request: PlacementRequest, pence: int = 1_000_00, **changes: object) -> Invoice:
    told = {"number": "4711", "accepted_because": ""} | changes
    asked = an_invoice(pence, about=request.reference, **told)
    manager = a_person(Role.FUND_MANAGER)
    return operations.book_invoice(fund_year=a_fund(), invoice=asked, by=manager, at=LATER)


def test_each_part_is_divided_as_its_days_are(
    first: PlacementRequest, second: PlacementRequest
) -> None:
    parts = [book(first, **BEFORE), book(second, **AFTER)]

    assert [sorted(queries.shares(part).values()) for part in parts] == [
        [300_00, 300_00, 400_00],
        [200_00, 300_00, 500_00],
    ]
    assert [book(first, **BEFORE), book(second, **AFTER)] == parts  # again


@pytest.mark.parametrize("because", ["", "One invoice for all of it"])
def test_no_day_is_divided_as_another_request_s(
    first: PlacementRequest, second: PlacementRequest, because: str
) -> None:
    for request, other, days in (
        (first, second, "2 November to 16 November 2026"),
        (second, first, "20 October to 1 November 2026"),
    ):
        with pytest.raises(operations.OtherRequestsDays) as refused:
            book(request, accepted_because=because, **ACROSS)
        assert f"{other.reference} pays for {days}" in str(refused.value)
        assert "both under the number 4711" in str(refused.value)


def test_one_for_another_request_s_days_alone_is_booked_for_that(
    first: PlacementRequest, second: PlacementRequest
) -> None:
    with pytest.raises(operations.OtherRequestsDays, match=f"Book it for {second.reference}.$"):
        book(first, **AFTER)


def test_only_parts_of_one_paper_go_by_one_number(
    first: PlacementRequest, second: PlacementRequest
) -> None:
    book(first, **BEFORE)

    with pytest.raises(operations.AlreadyBooked):
        book(second, **AFTER, dated_on=date(2026, 5, 2))
    with pytest.raises(operations.AlreadyBooked):
        book(a_request(Stage.PLACED), **AFTER)
    with pytest.raises(operations.AlreadyBooked):
        book(first, **BEFORE, pence=1)


def test_a_part_that_is_void_is_booked_anew_beside_the_other(
    first: PlacementRequest, second: PlacementRequest
) -> None:
    stands = book(first, **BEFORE)
    void(book(second, **AFTER), a_person(Role.FUND_MANAGER))

    anew = book(second, **AFTER)

    assert {*Invoice.objects.exclude(stage="voided")} == {stands, anew}


def test_a_row_of_a_file_is_a_part(first: PlacementRequest, second: PlacementRequest) -> None:
    said = {"Number": "4711", "Why accepted": ""}
    before = said | {"From": "20/10/2026", "To": "01/11/2026"}
    after = said | {"From": "02/11/2026", "To": "16/11/2026"}
    rows = [
        an_invoice_row(1, about=first.reference, **before),
        an_invoice_row(1, about=second.reference, **after),
        an_invoice_row(1, about=second.reference, **after),
        an_invoice_row(2, about=first.reference, **after | {"Number": "4712"}),
    ]

    told = [dict(zip(INVOICES.split(","), row[1:-1].split('","'), strict=True)) for row in rows]
    verdicts = [*judging.judge(ImportKind.INVOICES, a_fund(), told, at=LATER)]

    assert [verdict.outcome for verdict in verdicts] == ["ready", "ready", "bad", "bad"]
    assert "in a row above already" in verdicts[2].reason
    assert f"{second.reference} pays for" in verdicts[3].reason


def write(like: Invoice, entry_id: int, **changes: object) -> None:
    """Write an invoice past Python, like one but for what is said."""
    told = {"entry_id": entry_id} | changes
    columns = [field.column for field in Invoice._meta.fields if field.column != "id"]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO pooledbudget_invoice ({', '.join(columns)})"
            f" SELECT {', '.join('%s' if name in told else name for name in columns)}"
            " FROM pooledbudget_invoice WHERE id = %s",
            [*(told[name] for name in columns if name in told), like.pk],
        )


def test_postgresql_refuses_both_too(first: PlacementRequest, second: PlacementRequest) -> None:
    like = book(first, accepted_because="Half", **BEFORE)
    spare = void(book(second, number="1", **AFTER), a_person(Role.FUND_MANAGER)).entry.reversed_by

    with pytest.raises(IntegrityError, match="another request than"):
        write(like, spare.pk, number="2", last_day=CHANGED_ON)
    with pytest.raises(IntegrityError, match="another invoice goes by the number 4711"):
        write(like, spare.pk, about=second.reference, due_on=date(2026, 6, 30), **AFTER)
    write(like, spare.pk, about=second.reference, **AFTER)


def test_an_invoice_across_31_march_leads_to_its_parts() -> None:
    fund_year: FundYear = a_fund()
    asked = an_invoice(first_day=date(2026, 3, 1))

    with pytest.raises(operations.WrongDays, match="under the same number"):
        operations.book_invoice(
            fund_year=fund_year, invoice=asked, by=a_person(Role.FUND_MANAGER), at=LATER
        )
