"""Starting, suspending and ending a placement, and what the fund keeps for it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from pydantic import ValidationError

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import operations as cases
from panel.cases.document.placements import (
    EndPart,
    ReturnPart,
    SignaturePart,
    StartPart,
    SuspensionPart,
)
from panel.cases.models import Placement, PlacementRequest
from panel.cases.placement_stages import PlacementStage
from panel.cases.stages import Stage
from panel.cases.vocabulary.placements import EndReason, SuspensionReason
from panel.chart import MoveRefused
from panel.deadlines import rules
from panel.deadlines.models import Clock
from panel.decisions import operations
from panel.decisions.records import canonical, gathering
from panel.money import Pence
from panel.pooledbudget import holdings
from panel.pooledbudget import operations as fund
from panel.pooledbudget import queries as funds
from tests import builders
from tests.builders import (
    CHOSEN,
    FIRST_DAY,
    LOCAL,
    PLACED,
    a_fund,
    a_person,
    a_request,
    draw_up,
    place,
    prepare,
    sign,
)
from tests.decisions.changed import CHANGED_ON, asked_to_change, walk_to_approval
from tests.pooledbudget.invoiced import an_invoice

pytestmark = pytest.mark.django_db
WEEK_PENCE = 3_420_01
LATER = PLACED + timedelta(days=60)
DAY_30 = FIRST_DAY + timedelta(days=30)


def promised(placement_request: PlacementRequest) -> Pence:
    """Return what the fund holds for a request in the year it starts."""
    return Pence(sum(holdings.held(a_fund(), placement_request.reference).values()))


def coordinator(placement_request: PlacementRequest, **more: Any) -> dict[str, Any]:
    """Return who does it, to which placement, and when."""
    done = {"by": a_person(Role.COORDINATOR), "at": LATER}
    return {"placement_request_id": placement_request.pk, **done, **more}


def signed_on(placement_request: PlacementRequest, day: date) -> None:
    """Record that everybody signed the agreement on a day."""
    for signatory in placement_request.placement.agreements.get().signatories.all():
        cases.record_signature(
            signatory_id=signatory.pk,
            signature=SignaturePart(signed_on=day),
            by=a_person(Role.COORDINATOR),
            at=LATER,
        )


def ended(placement_request: PlacementRequest, on: date | None, **changes: Any) -> None:
    end = {"ended_on": on, "reason": EndReason.BREAKDOWN} | changes
    operations.end_placement(**coordinator(placement_request, end=EndPart(**end)))


def suspended(placement_request: PlacementRequest, on: date, *, is_paid: bool) -> None:
    suspension = SuspensionPart(first_day=on, reason=SuspensionReason.HOSPITAL, is_paid=is_paid)
    operations.suspend_placement(**coordinator(placement_request, suspension=suspension))


def resumed(placement_request: PlacementRequest, on: date) -> None:
    back = ReturnPart(back_on=on)
    operations.resume_placement(**coordinator(placement_request, back=back))


class TestDrawingUp:
    def test_refuses_terms_beyond_what_the_panel_approved_all_at_once(self):
        placement_request = a_request(Stage.APPROVED)

        with pytest.raises(operations.NotAsApproved) as refused:
            draw_up(
                placement_request,
                provider="Elsewhere Hall",
                weekly_rate_pence=WEEK_PENCE + 1,
                ends_on=date(2028, 8, 1),
            )

        for words in ("Alder Vale", "£3,420.01 a week", "to 31 July 2028", "Ask the panel"):
            assert words in str(refused.value)
        assert not hasattr(PlacementRequest.objects.get(), "placement")

    def test_of_what_is_only_paid_once_is_for_that_sum_and_it_starts(self):
        bed = CHOSEN["cost_lines"][0] | {"unit": "once", "rate_pence": 6_000_00}
        request = a_request(Stage.APPROVED, options=[LOCAL, CHOSEN | {"cost_lines": [bed]}])

        with pytest.raises(operations.NotAsApproved, match=r"Paid once: .* approved £6,000\.00\."):
            draw_up(request, weekly_rate_pence=0, once_pence=6_000_01)
        draw_up(request, weekly_rate_pence=0, once_pence=6_000_00)
        sign(request)
        prepare(request)
        placement = operations.start_placement(
            **coordinator(request, start=StartPart(started_on=FIRST_DAY))
        )

        assert placement.stage == PlacementStage.STARTED
        assert promised(request) == 6_000_00
        billed = fund.book_invoice(
            fund_year=a_fund(),
            invoice=an_invoice(
                6_000_00,
                about=request.reference,
                dated_on=FIRST_DAY,
                due_on=FIRST_DAY + timedelta(days=30),
                first_day=FIRST_DAY,
                last_day=FIRST_DAY,
                accepted_because="",
            ),
            by=a_person(Role.FUND_MANAGER),
            at=LATER,
        )
        assert billed.accepted_because == ""

    def test_of_nothing_to_pay_is_refused_at_its_field(self):
        with pytest.raises(ValidationError, match=r"weekly_rate_pence\n.*or what is paid once"):
            builders.an_agreement(weekly_rate_pence=0)

    def test_refuses_a_request_that_is_not_approved(self):
        placement_request = a_request(Stage.FUNDING)

        with pytest.raises(MoveRefused, match="Agencies approve"):
            draw_up(placement_request)

    def test_is_for_the_coordinator(self):
        placement_request = a_request(Stage.APPROVED)

        with pytest.raises(access.Refused):
            operations.end_placement(
                placement_request_id=placement_request.pk,
                end=EndPart(reason=EndReason.NOT_STARTED),
                by=a_person(Role.REFERRER),
                at=LATER,
            )


class TestStarting:
    def test_on_the_day_agreed_moves_no_money(self):
        placement_request = a_request(Stage.APPROVED)
        before = promised(placement_request)

        place(placement_request)

        placement_request.refresh_from_db()
        assert placement_request.stage == Stage.PLACED
        assert promised(placement_request) == before
        assert funds.entries_for(placement_request.reference).count() == 2

    def test_a_week_late_gives_back_a_week(self):
        placement_request = a_request(Stage.APPROVED)
        before = promised(placement_request)
        draw_up(placement_request)
        sign(placement_request)
        prepare(placement_request)

        start = StartPart(started_on=FIRST_DAY + timedelta(days=7))
        operations.start_placement(**coordinator(placement_request, start=start))

        assert before - promised(placement_request) == WEEK_PENCE

    def test_of_a_change_of_what_runs_waits_for_no_signature_that_came_later(self):
        changed = asked_to_change(a_request(Stage.PLACED))
        walk_to_approval(changed)
        draw_up(changed, starts_on=CHANGED_ON)
        signed_on(changed, DAY_30)

        start = StartPart(started_on=CHANGED_ON)
        placement = operations.start_placement(**coordinator(changed, start=start))

        assert DAY_30 > CHANGED_ON
        assert not placement.in_emergency

    def test_is_refused_before_a_signature_or_a_visit(self):
        placement_request = a_request(Stage.APPROVED)
        draw_up(placement_request)
        signed_on(placement_request, DAY_30)
        prepare(placement_request)

        start = StartPart(started_on=FIRST_DAY)
        with pytest.raises(
            cases.DayRefused, match=r"signed, 4 November 2026\. Give that day or a"
        ):
            operations.start_placement(**coordinator(placement_request, start=start))

    def test_is_signed_for_once_the_panel_has_decided(self):
        placement_request = a_request(Stage.APPROVED)
        draw_up(placement_request)
        signatory = placement_request.placement.agreements.get().signatories.earliest("pk")

        with pytest.raises(cases.DayRefused, match="is before the panel’s decision"):
            cases.record_signature(
                signatory_id=signatory.pk,
                signature=SignaturePart(signed_on=date(2019, 1, 1)),
                by=a_person(Role.COORDINATOR),
                at=LATER,
            )

    def test_brings_nobody_back_before_the_first_day(self):
        with pytest.raises(ValueError, match="can't be back before the first day"):
            builders.an_agreement(return_plan="A local school", return_by=date(2020, 1, 1))


class TestEnding:
    def test_keeps_what_the_days_cost_and_gives_the_rest_back(self):
        placement_request = a_request(Stage.PLACED)

        ended(placement_request, FIRST_DAY + timedelta(days=27))

        placement_request.refresh_from_db()
        assert placement_request.stage == Stage.ENDED
        assert promised(placement_request) == 4 * WEEK_PENCE

    def test_before_it_started_gives_everything_back(self):
        placement_request = a_request(Stage.APPROVED)

        ended(placement_request, None, reason=EndReason.NOT_STARTED)

        placement_request.refresh_from_db()
        assert placement_request.stage == Stage.ENDED
        assert promised(placement_request) == 0

    def test_before_it_started_is_not_because_it_did_its_work(self):
        placement_request = a_request(Stage.APPROVED)

        with pytest.raises(cases.DayRefused, match="It never started"):
            ended(placement_request, None, reason=EndReason.NEEDS_MET)

    def test_needs_a_last_day_once_it_has_started(self):
        placement_request = a_request(Stage.PLACED)

        with pytest.raises(cases.DayRefused, match="give its last day"):
            ended(placement_request, None)
        with pytest.raises(cases.DayRefused, match="lies ahead"):
            ended(placement_request, LATER.date() + timedelta(days=1))
        with pytest.raises(cases.DayRefused, match="before its first day"):
            ended(placement_request, FIRST_DAY - timedelta(days=1))

    def test_happens_once(self):
        placement_request = a_request(Stage.ENDED)

        with pytest.raises(MoveRefused, match="Ended"):
            ended(placement_request, FIRST_DAY)


class TestSuspending:
    def test_unpaid_gives_the_days_away_back_and_the_return_takes_them_again(self):
        placement_request = a_request(Stage.PLACED)
        before = promised(placement_request)

        suspended(placement_request, DAY_30, is_paid=False)
        away = promised(placement_request)
        resumed(placement_request, DAY_30 + timedelta(days=14))

        assert away == round(WEEK_PENCE * 30 / 7)
        assert before - promised(placement_request) == 2 * WEEK_PENCE

    def test_paid_moves_no_money(self):
        placement_request = a_request(Stage.PLACED)
        before = promised(placement_request)

        suspended(placement_request, DAY_30, is_paid=True)

        assert promised(placement_request) == before

    def test_a_return_to_a_fund_that_is_short_is_an_event_and_no_refusal(self):
        placement_request = a_request(Stage.PLACED)
        suspended(placement_request, DAY_30, is_paid=False)
        year = a_fund()
        agency_id = year.fund.host_id
        fund.reserve(
            fund_year=year,
            about="JRAP-2026-99999",
            amounts={agency_id: funds.headroom(year)},
            key="everything",
            by=a_person(Role.FUND_MANAGER),
            at=LATER,
        )

        resumed(placement_request, DAY_30)

        kinds = [event.kind for event in audit.history(placement_request.reference)]
        assert "settle_refused" in kinds
        assert placement_request.placement.stage == PlacementStage.STARTED


class TestFollowing:
    def test_a_change_is_asked_for_with_what_stands(self):
        fits = [{"need": "ASD", "fit": "meets"}]
        first = a_request(Stage.PLACED, options=[LOCAL, CHOSEN | {"fits": fits}])

        asked = asked_to_change(first)

        assert asked.stage == Stage.DRAFT
        assert asked.needs.count() == first.needs.count()
        option = asked.options.get(is_recommended=True)
        assert (option.provider, option.starts_on) == ("Alder Vale", CHANGED_ON)
        assert option.cost_lines.get().shares.count() == 3
        assert option.fits.get().need == "ASD"

    def test_the_changed_placement_ends_the_one_before_it_and_takes_its_days(self):
        first = a_request(Stage.PLACED)
        second = asked_to_change(first)
        whole = promised(first)
        walk_to_approval(second)

        draw_up(second, starts_on=CHANGED_ON)
        sign(second)
        start = StartPart(started_on=CHANGED_ON)
        operations.start_placement(**coordinator(second, start=start))

        first.refresh_from_db()
        assert first.stage == Stage.ENDED
        assert first.placement.end_reason == EndReason.REPLACED
        assert first.placement.ended_on == date(2026, 11, 1)
        assert promised(first) + promised(second) == whole

    def test_the_database_refuses_a_second_to_follow(self):
        first, second, third = map(a_request, (Stage.PLACED, Stage.APPROVED, Stage.APPROVED))
        Placement.objects.create(
            placement_request=second, option=second.options.first(), follows=first.placement
        )

        with pytest.raises(IntegrityError, match="placement_is_followed_by_one"):
            Placement.objects.create(
                placement_request=third, option=third.options.first(), follows=first.placement
            )

    def test_the_record_says_the_reviews_of_a_placement_out_of_the_area_as_their_clocks_do(self):
        first = a_request(Stage.PLACED)
        frozen = canonical.from_json(first.decisions.get().records.get().content.encode())

        assert [review.due_on for review in frozen.reviews] == [
            Clock.objects.get(subject=first.reference, rule_id=rules.PLACEMENT_REVIEW).due_on,
            date(2027, 7, 5),
        ]
        assert {review.owner for review in frozen.reviews} == {"The coordinator"}

    def test_the_record_promises_no_review_after_the_last_day(self):
        first = a_request(Stage.APPROVED, options=[LOCAL, CHOSEN | {"ends_on": "2027-07-04"}])
        frozen = canonical.from_json(first.decisions.get().records.get().content.encode())

        assert [review.what for review in frozen.reviews] == ["First review of the placement"]

    def test_a_review_that_is_due_waits_no_longer_for_a_change(self):
        first = a_request(Stage.PLACED)
        second = asked_to_change(first)
        walk_to_approval(second)
        owed = Clock.objects.get(subject=first.reference, rule_id=rules.PLACEMENT_REVIEW)
        second.refresh_from_db()
        decision = second.decisions.get()
        frozen = canonical.from_json(decision.records.get().content.encode())

        draw_up(second, starts_on=CHANGED_ON)
        sign(second)
        start = StartPart(started_on=CHANGED_ON)
        operations.start_placement(**coordinator(second, start=start))

        carried = Clock.objects.get(subject=second.reference, rule_id=rules.PLACEMENT_REVIEW)
        assert (carried.started_on, carried.due_on) == (owed.started_on, owed.due_on)
        assert carried.explanation == owed.explanation
        assert carried.source == f"{owed.source}, as it was due of {first}"
        assert frozen.reviews[0].due_on == owed.due_on
        assert gathering.first_review(decision, second.policy.policy) == owed.due_on
        assert frozen.decision.statement == (
            "A different rate from 2 November 2026 for the placement that runs already, "
            f"{first}: Residential, 52 weeks at Alder Vale, 52 weeks a year, to 31 July 2028."
        )
