"""
What providers have asked for the sample county's placements, each invoice for four weeks.

Of the first month, all are paid, one of them less a credit note; of the second, one is passed,
one was booked for another child and is void, and two wait to be passed. Two agencies are asked for
their shares of what was paid, and one pays it back; what was delivered since counts as such.
"""

from collections.abc import Sequence
from datetime import timedelta

from panel.agencies.models import Person, Role
from panel.cases.models import Placement, PlacementRequest
from panel.decisions import operations as decisions
from panel.money import Pence
from panel.pooledbudget import operations, queries
from panel.pooledbudget.invoices import queries as invoice_queries
from panel.pooledbudget.invoices.document import CreditNotePart, InvoicePart
from panel.pooledbudget.models import FundYear, Invoice, Recharge
from panel.pooledbudget.recharges.document import RechargePart
from panel.sample import people
from panel.sample.days import Diary
from panel.working_days import ONE_DAY

FOUR_WEEKS = timedelta(weeks=4)
TO_PAY = timedelta(days=30)
FIRST, SECOND = -55, -35  # working days from today on which they are written
ACCRUED = -10  # the day up to which what was delivered is counted


def invoice(placed: Sequence[PlacementRequest], diary: Diary) -> None:
    """Book two months of every placement, and take each as far as it has come, day after day."""
    paid = [_book(one, FIRST, diary) for one in placed]
    for booked in paid:
        _pass(booked, FIRST + 3, diary)
    _credit(paid[1], diary)
    for booked in paid:
        operations.pay_invoice(
            invoice_id=booked.pk, by=_manager(), at=diary.moment(FIRST + 10, 11)
        )
    recharged = [_ask_back(paid[0], FIRST + 15, diary), _ask_back(paid[1], FIRST + 16, diary)]
    waiting = [_book(one, SECOND, diary) for one in placed]
    _pass(waiting[0], SECOND + 3, diary)
    operations.void_invoice(
        invoice_id=waiting[3].pk,
        reason="Meant for another placement of the same provider",
        by=_manager(),
        at=diary.moment(SECOND + 4, 16),
    )
    operations.recover_recharge(
        recharge_id=recharged[1].pk,
        recovered_on=diary.day(FIRST + 30),
        by=_manager(),
        at=diary.moment(FIRST + 31, 10),
    )


def accrue(panel_id: int, diary: Diary) -> None:
    """Count what was delivered since, a working week before today."""
    at = diary.moment(ACCRUED + 1, 9)
    asked = operations.ask_to_accrue(
        panel_id=panel_id, until=diary.day(ACCRUED), by=_manager(), at=at
    )
    decisions.accrue_placements(accrual_id=asked.pk, at=at)


def _book(placement_request: PlacementRequest, month: int, diary: Diary) -> Invoice:
    """Book four weeks from the placement's first day on, or the four weeks after those."""
    placement = Placement.objects.get(placement_request=placement_request)
    assert placement.started_on is not None, "It has begun."
    agreement = placement.agreements.get()
    first = placement.started_on + (FOUR_WEEKS if month == SECOND else timedelta())
    return operations.book_invoice(
        fund_year=_fund_year(placement_request, diary),
        invoice=InvoicePart(
            about=placement_request.reference,
            provider=agreement.provider,
            number=f"{placement_request.reference[-5:]}/{1 if month == FIRST else 2}",
            dated_on=diary.day(month),
            due_on=diary.day(month) + TO_PAY,
            first_day=first,
            last_day=first + FOUR_WEEKS - ONE_DAY,
            amount_pence=4 * agreement.weekly_rate_pence,
        ),
        by=_manager(),
        at=diary.moment(month + 1, 10),
    )


def _pass(booked: Invoice, on: int, diary: Diary) -> None:
    """Have it passed by the lead of the agency that pays most of it."""
    shares = invoice_queries.shares(booked)
    agencies = booked.fund.panel.agencies.in_bulk(list(shares))
    most = agencies[max(shares, key=lambda agency_id: shares[agency_id])]
    operations.approve_invoice(
        invoice_id=booked.pk,
        by=people.one(Role.AGENCY_LEAD, most.code),
        at=diary.moment(on, 14),
    )


def _credit(booked: Invoice, diary: Diary) -> None:
    note = CreditNotePart(
        number=f"C{booked.number}",
        dated_on=diary.day(FIRST + 5),
        amount_pence=Pence(booked.amount_pence // 28),
        reason="The first day was half a day",
    )
    operations.credit_invoice(
        invoice_id=booked.pk, note=note, by=_manager(), at=diary.moment(FIRST + 6, 10)
    )


def _ask_back(booked: Invoice, day: int, diary: Diary) -> Recharge:
    """Ask the agency with the smallest part of an invoice for it."""
    shares = invoice_queries.shares(booked)
    agencies = booked.fund.panel.agencies.in_bulk(list(shares))
    least = min(shares, key=lambda agency_id: (shares[agency_id], agency_id))
    return operations.issue_recharge(
        fund_year=booked.fund_year,
        recharge=RechargePart(
            agency=agencies[least].code,
            about=booked.about,
            amount_pence=shares[least],
            issued_on=diary.day(day),
            due_on=diary.day(day) + TO_PAY,
            reason="Its share of the first invoice, paid by the fund",
        ),
        by=_manager(),
        at=diary.moment(day, 15),
    )


def _fund_year(placement_request: PlacementRequest, diary: Diary) -> FundYear:
    found = queries.year_of(panel_id=placement_request.panel_id, day=diary.today)
    assert found is not None, "The county's books of today's year are open."
    return found


def _manager() -> Person:
    return people.one(Role.FUND_MANAGER)
