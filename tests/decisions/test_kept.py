"""What the database keeps as it was once a decision rests on it, whoever asks."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction
from django.db.models import QuerySet

from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions.models import Outcome
from panel.meetings import operations as meetings
from panel.meetings.models import AgendaItem, Interest, Position, View
from panel.sample.people import EDUCATION, HEALTH
from tests import builders
from tests.builders import MEETING_DAY, a_person, a_request, the_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided() -> AgendaItem:
    """Return a deferred item, on which education supported and health had an interest."""
    request = a_request(Stage.LISTED)
    item = the_item(request)
    builders.consider(request)
    meetings.declare_interest(
        item_id=item.pk, reason="My nephew", by=a_person(Role.MEMBER, HEALTH), at=MEETING_DAY
    )
    builders.decide(request, Outcome.DEFERRED)
    return item


def kept(rows: QuerySet[Any], **change: object) -> None:
    """Insist that rows are there, and that the database neither changes nor deletes them."""
    assert rows.exists()
    with pytest.raises(IntegrityError, match="UPDATE refused"), transaction.atomic():
        rows.update(**change)
    with pytest.raises(IntegrityError, match="DELETE refused"), transaction.atomic():
        rows.all()._raw_delete(rows.db)


class TestDecidedItem:
    def test_keeps_its_positions(self, decided: AgendaItem) -> None:
        kept(decided.positions.all(), view=View.OPPOSE)

    def test_keeps_its_interests(self, decided: AgendaItem) -> None:
        kept(decided.interests.all(), reason="None to speak of")

    def test_takes_no_new_ones(self, decided: AgendaItem) -> None:
        by = a_person(Role.MEMBER, EDUCATION)
        late = Interest(
            item=decided, person=by, reason="Late", declared_at=MEETING_DAY, declared_by=by
        )

        with pytest.raises(IntegrityError, match="INSERT refused"), transaction.atomic():
            late.save()

    def test_takes_none_from_another_item(self, decided: AgendaItem) -> None:
        other = the_item(a_request(Stage.LISTED))
        builders.take_position(other, View.OPPOSE, HEALTH)

        with pytest.raises(IntegrityError, match="UPDATE refused"), transaction.atomic():
            Position.objects.filter(item=other).update(item=decided)

    def test_gives_none_to_another_item(self, decided: AgendaItem) -> None:
        other = the_item(a_request(Stage.LISTED))

        with pytest.raises(IntegrityError, match="UPDATE refused"), transaction.atomic():
            decided.positions.update(item=other)


class TestShare:
    def test_once_approved_is_kept(self) -> None:
        request = a_request(Stage.FUNDING)
        builders.approve(request, HEALTH)
        approved = request.decisions.get().approvals.filter(agency__code=HEALTH)

        with pytest.raises(IntegrityError, match="UPDATE refused"), transaction.atomic():
            approved.update(this_year_pence=0)

    def test_is_never_deleted(self) -> None:
        a_request(Stage.FUNDING)

        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connections["default"].cursor() as cursor,
        ):
            cursor.execute("DELETE FROM decisions_shareapproval")


def test_a_request_is_never_without_the_agency_that_leads_it():
    request = a_request(Stage.CONSIDERED)

    with pytest.raises(IntegrityError, match="referring_agency_id"), transaction.atomic():
        PlacementRequest.objects.filter(pk=request.pk).update(referring_agency=None)
