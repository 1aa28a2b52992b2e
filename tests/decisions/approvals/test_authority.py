"""Whose authority a share is approved under: own, a deputy's, within the agency's scheme."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from panel.agencies import operations as agencies
from panel.agencies.limits import Limits
from panel.agencies.models import Appointment, Grade, Person, Role
from panel.audit import queries as audit
from panel.cases.stages import Stage
from panel.decisions import operations
from panel.decisions.approvals import authority
from panel.decisions.approvals.authority import Authority
from panel.decisions.models import ShareApproval
from panel.decisions.placements.lifetime import lifetime
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from panel.working_days import ONE_DAY
from tests import builders
from tests.builders import (
    CHOSEN,
    LOCAL,
    MEETING_DAY,
    MONDAY_9AM,
    RISING,
    a_panel,
    a_person,
    a_request,
)
from tests.decisions.outcomes.test_judging import under

pytestmark = pytest.mark.django_db
WEEKLY = 1_026_00  # Health's share of the request that `builders` makes


def a_deputy(
    limits: Limits, *, person: Person | None = None, grade: Grade | None = Grade.DIRECTOR
) -> Person:
    """Name somebody who acts for the lead of Health in September."""
    deputy = person or agencies.add_person(
        username="dee@northmere.example", name="Dee Puty", password=None, by=None, at=MONDAY_9AM
    )
    agencies.name_deputy(
        appointment_id=lead().pk,
        person_id=deputy.pk,
        limits=limits,
        grade=grade,
        starts_on=date(2026, 9, 1),
        ends_on=date(2026, 10, 1),
        by=None,
        at=MONDAY_9AM,
    )
    return deputy


def lead() -> Appointment:
    a_panel()
    return Appointment.objects.get(role=Role.AGENCY_LEAD, agency__code=HEALTH, deputises=None)


def a_share() -> ShareApproval:
    decision = a_request(Stage.FUNDING).decisions.get()
    return decision.approvals.select_related("agency").get(agency__code=HEALTH)


def a_share_with(*once: dict[str, object], is_only: bool = False) -> ShareApproval:
    """Return Health's share of a placement with costs that are paid once, or with them alone."""
    lines = [*once] if is_only else [*CHOSEN["cost_lines"], *once]
    request = a_request(Stage.FUNDING, options=[LOCAL, CHOSEN | {"cost_lines": lines}])
    return request.decisions.get().approvals.select_related("agency").get(agency__code=HEALTH)


def once(pence: int, **changes: object) -> dict[str, object]:
    """Return a cost that is paid once, three tenths of it by Health."""
    return CHOSEN["cost_lines"][0] | {"unit": "once", "rate_pence": pence} | changes


#: Of £1,000.00 this year, and of £900.00 two years later.
ONCE = (once(1_000_00), once(900_00, starts_on="2028-05-01"))


def approve(share: ShareApproval, by: Person) -> ShareApproval:
    return operations.approve_share(approval_id=share.pk, by=by, at=MEETING_DAY)


def delegate(
    *, starts_on: date = date(2026, 4, 1), at: datetime = MONDAY_9AM, **limits: int
) -> None:
    agencies.delegate(
        panel_id=a_panel().pk,
        agency_id=lead().agency_id,
        limits=Limits(**limits),
        source="Scheme of delegation, 4.2",
        starts_on=starts_on,
        by=None,
        at=at,
    )


class TestADeputy:
    def test_approves_and_both_names_are_kept(self):
        share, deputy = a_share(), a_deputy(Limits(weekly_pence=WEEKLY))
        approved = approve(share, deputy)

        assert (approved.approved_by, approved.approved_for) == (deputy, lead().person)
        reference = share.decision.placement_request.reference
        event = audit.history(reference).filter(kind="share_approved").get()
        assert (event.by, event.payload["for"]) == (deputy.username, lead().person.username)

    def test_the_record_names_both_and_how_long_and_how_much(self):
        request = a_request(Stage.FUNDING)
        share = request.decisions.get().approvals.get(agency__code=HEALTH)
        approve(share, a_deputy(Limits(weekly_pence=200_000)))
        builders.approve(request, EDUCATION, SOCIAL_CARE)

        content = request.decisions.get().records.get().content
        assert "Dee Puty" in content
        assert "Deputy for Priya Raman until 30 September 2026, up to £2,000.00 a week" in content

    def test_has_no_more_than_their_own_amount_to_the_penny(self):
        with pytest.raises(operations.OverLimit, match=r"over your limit of £1,025\.99 a week"):
            approve(a_share(), a_deputy(Limits(weekly_pence=WEEKLY - 1)))

    def test_has_no_more_than_the_lead(self):
        Appointment.objects.filter(pk=lead().pk).update(weekly_limit_pence=WEEKLY - 1)

        with pytest.raises(operations.OverLimit):
            approve(a_share(), a_deputy(Limits(weekly_pence=10**9)))

    @pytest.mark.parametrize("grade", [Grade.ASSISTANT_DIRECTOR, None])
    def test_of_a_lower_grade_than_the_lead_approves_nothing(self, grade: Grade | None):
        deputy = a_deputy(Limits(weekly_pence=10**9), grade=grade)

        with pytest.raises(operations.TooJunior, match="is of the grade director: the rules pass"):
            approve(a_share(), deputy)

    def test_of_a_lower_grade_will_do_where_the_rules_pass_authority_down(self):
        under("[authority]", "[authority]\nno_downward = false")
        share, deputy = a_share(), a_deputy(Limits(weekly_pence=10**9), grade=None)

        assert approve(share, deputy).approved_by == deputy

    def test_of_whoever_chaired_approves_nothing_in_their_place(self):
        share, chair = a_share(), a_person(Role.CHAIR)
        agencies.end_appointment(
            appointment_id=lead().pk, ends_on=date(2026, 9, 2), by=None, at=MONDAY_9AM
        )
        own = agencies.appoint(
            person_id=chair.pk,
            panel_id=a_panel().pk,
            role=Role.AGENCY_LEAD,
            agency_id=share.agency_id,
            starts_on=date(2026, 9, 2),
            limits=Limits(weekly_pence=10**9),
            by=None,
            at=MONDAY_9AM,
        )
        deputy = agencies.add_person(
            username="d@northmere.example", name="Di", password=None, by=None, at=MONDAY_9AM
        )
        agencies.name_deputy(
            appointment_id=own.pk,
            person_id=deputy.pk,
            limits=Limits(weekly_pence=10**9),
            starts_on=date(2026, 9, 2),
            ends_on=date(2026, 10, 1),
            by=None,
            at=MONDAY_9AM,
        )

        with pytest.raises(operations.DutyClash, match="for whom you act, chaired this decision"):
            approve(share, deputy)

    def test_who_made_the_request_approves_it_neither_as_lead_nor_as_deputy(self):
        deputy = a_deputy(Limits(weekly_pence=10**9), person=a_person(Role.REFERRER))

        with pytest.raises(operations.DutyClash, match="You made this request"):
            approve(a_share(), deputy)

    def test_the_database_refuses_an_approval_for_oneself(self):
        share = a_share()
        with pytest.raises(IntegrityError, match="for_another"), transaction.atomic():
            ShareApproval.objects.filter(pk=share.pk).update(
                stage="approved",
                approved_at=MEETING_DAY,
                approved_by=lead().person,
                approved_for=lead().person,
            )


class TestTheScheme:
    @pytest.mark.parametrize(
        ("name", "measure"),
        [
            ("weekly_pence", "a week"),
            ("yearly_pence", "a year"),
            ("lifetime_pence", "over its lifetime"),
        ],
    )
    def test_equal_passes_and_a_penny_over_does_not(self, name: str, measure: str):
        share = a_share()
        exact = {
            "weekly_pence": share.weekly_pence,
            "yearly_pence": share.full_year_pence,
            "lifetime_pence": lifetime(share.decision.option, {HEALTH}),
        }
        delegate(**{name: exact[name] - 1})
        with pytest.raises(operations.OverLimit, match=measure):
            approve(share, lead().person)
        delegate(starts_on=date(2026, 9, 1), **{name: exact[name]})

        assert approve(share, lead().person).stage == "approved"

    def test_of_a_day_to_come_widens_nothing_before_it(self):
        delegate(weekly_pence=WEEKLY - 1)
        delegate(starts_on=MEETING_DAY.date() + ONE_DAY, weekly_pence=WEEKLY)

        with pytest.raises(operations.OverLimit):
            approve(a_share(), lead().person)

    def test_is_written_anew_from_its_day_until_something_is_approved_under_it(self):
        share = a_share()
        delegate(weekly_pence=WEEKLY - 1)
        delegate(weekly_pence=WEEKLY)
        assert approve(share, lead().person).stage == "approved"

        with pytest.raises(
            agencies.AlreadyDelegated, match="its leads have approved shares under it"
        ):
            delegate(weekly_pence=WEEKLY + 1)

    def test_of_an_earlier_day_is_written_anew_whatever_was_approved_before_it_was_written(self):
        assert approve(a_share(), lead().person).stage == "approved"
        delegate(at=MEETING_DAY + timedelta(hours=1), weekly_pence=WEEKLY)

        delegate(at=MEETING_DAY + timedelta(hours=2), weekly_pence=WEEKLY + 1)

        held = [each.limits.weekly_pence for each in a_panel().delegations.all()]
        assert held == [WEEKLY, WEEKLY + 1]

    def test_of_a_week_alone_stops_what_is_paid_once_beyond_the_same_sum(self):
        """Of £16,666.67 Health pays £5,000.00 and a tenth of a penny more or less."""
        share = a_share_with(once(8_000_00), once(8_666_70, starts_on="2028-05-01"), is_only=True)

        with pytest.raises(operations.OverLimit, match=r"£5,000\.01 paid once is over your limit"):
            approve(share, lead().person)

    def test_of_a_week_alone_covers_the_same_sum_paid_once(self):
        share = a_share_with(once(8_000_00), once(8_666_67, starts_on="2028-05-01"), is_only=True)

        assert approve(share, lead().person).stage == "approved"

    def test_of_a_year_counts_what_is_paid_once_in_it(self):
        share = a_share_with(*ONCE)
        year = share.full_year_pence + 300_00
        delegate(yearly_pence=year - 1)

        with pytest.raises(operations.OverLimit, match="a year is over your limit"):
            approve(share, lead().person)

    def test_of_a_year_lets_just_what_is_paid_in_the_dearest_pass(self):
        share = a_share_with(*ONCE)
        delegate(yearly_pence=share.full_year_pence + 300_00)

        assert approve(share, lead().person).stage == "approved"

    def test_of_a_year_stops_what_is_only_paid_once(self):
        share = a_share_with(*ONCE, is_only=True)
        assert share.full_year_pence == 0
        delegate(yearly_pence=299_99)

        with pytest.raises(operations.OverLimit, match=r"£300\.00 a year is over your limit"):
            approve(share, lead().person)

    def test_stands_for_a_lead_who_has_no_limit_of_their_own(self):
        share = a_share()
        Appointment.objects.filter(pk=lead().pk).update(weekly_limit_pence=None)
        delegate(yearly_pence=share.full_year_pence)

        assert approve(share, lead().person).stage == "approved"

    @pytest.mark.parametrize(
        ("name", "highest"), [("weekly_pence", 1_539_01), ("yearly_pence", 80_248_09)]
    )
    def test_is_asked_of_the_highest_rate_that_the_days_reach(self, name: str, highest: int):
        """Of £5,130.02 a week and £267,493.64 a year from the second day on, three tenths."""
        request = a_request(Stage.FUNDING, options=[LOCAL, RISING])
        share = request.decisions.get().approvals.select_related("agency").get(agency__code=HEALTH)

        def over(pence: int) -> list[str]:
            return authority.over(share, Authority(Limits(**{name: pence})))

        assert (over(highest), len(over(highest - 1))) == ([], 1)

    def test_a_lifetime_is_every_year_of_the_placement(self):
        share = a_share()

        in_all = lifetime(share.decision.option, {HEALTH})
        assert share.full_year_pence < in_all < 2 * share.full_year_pence
