"""Who without a seat is there for an item, by the panel's rules."""

import pytest
from django.test import Client

from panel.agencies import access
from panel.agencies.models import Person, Role
from panel.cases.stages import Stage
from panel.chart import MoveRefused
from panel.decisions.records.gathering import evidence
from panel.meetings import operations
from panel.meetings.models import AgendaItem, Guest, Recusal
from tests import builders
from tests.builders import MEETING_DAY, a_person, a_request, the_item
from tests.meetings.rules import under

pytestmark = pytest.mark.django_db
FAMILY, ADVOCATE, OBSERVER = Guest.Kind.FAMILY, Guest.Kind.ADVOCATE, Guest.Kind.OBSERVER


def admit(
    kind: Guest.Kind, *, by: Role = Role.COORDINATOR, stage: Stage = Stage.CONSIDERED
) -> AgendaItem:
    item = the_item(a_request(stage))
    admit_to(item, kind, by=a_person(by))
    return item


def admit_to(item: AgendaItem, kind: Guest.Kind = FAMILY, *, by: Person) -> Guest:
    return operations.admit(
        item_id=item.pk, kind=kind, who="Mrs Zander, mother", by=by, at=MEETING_DAY
    )


def having(**rules: str) -> None:
    """Live by rules on who may be there."""
    stated = "".join(f'{name} = "{rule}"\n' for name, rule in rules.items())
    under("max_items = 9", f"{stated}max_items = 9")


class TestAdmit:
    def test_writes_down_who_else_is_there_for_the_item(self):
        item = admit(FAMILY)

        assert [str(guest) for guest in item.guests.all()] == ["Mrs Zander, mother, of the family"]

    def test_writes_the_same_down_once(self):
        item = admit(FAMILY)

        with pytest.raises(operations.NotAdmitted, match="Mrs Zander, mother is written down"):
            admit_to(item, by=a_person(Role.COORDINATOR))

    def test_is_told_by_the_record_without_the_child_s_name(self):
        item = admit(FAMILY)
        *_, guest = evidence.attendance(item, item.placement_request)

        assert (guest.name, guest.role) == ("Mrs Q.Z., mother", "Of the family")
        assert guest.presence == "For this item"

    @pytest.mark.parametrize("kind", [FAMILY, ADVOCATE])
    def test_lets_nobody_of_the_family_in_where_the_rules_keep_them_out(self, kind: Guest.Kind):
        having(family_attendance="never")

        with pytest.raises(operations.NotAdmitted, match="nobody of the family"):
            admit(kind)

    def test_takes_whoever_comes_for_a_family_that_is_represented(self):
        having(family_attendance="represented")

        with pytest.raises(operations.NotAdmitted, match="who comes for them"):
            admit(FAMILY)
        assert admit(ADVOCATE).guests.exists()

    def test_lets_somebody_observe_with_the_consent_of_the_chair(self):
        with pytest.raises(operations.NotAdmitted, match="Only the chair"):
            admit(OBSERVER)
        assert admit(OBSERVER, by=Role.CHAIR).guests.exists()

    @pytest.mark.parametrize(("rule", "may_come"), [("never", False), ("invited", True)])
    def test_lets_somebody_observe_as_the_rules_say(self, rule: str, may_come: bool):
        having(observers=rule)

        if may_come:
            assert admit(OBSERVER).guests.exists()
        else:
            with pytest.raises(operations.NotAdmitted, match="nobody observe"):
                admit(OBSERVER, by=Role.CHAIR)

    def test_waits_until_the_meeting_is_open(self):
        with pytest.raises(MoveRefused):
            admit(FAMILY, stage=Stage.LISTED)

    def test_is_refused_once_the_outcome_is_recorded(self):
        with pytest.raises(operations.PositionsClosed):
            admit(FAMILY, stage=Stage.DECLINED)

    @pytest.mark.parametrize("level", Recusal)
    def test_is_refused_to_who_leaves_for_the_item_and_to_nobody_who_stays(self, level: Recusal):
        item, by = the_item(a_request(Stage.CONSIDERED)), a_person(Role.COORDINATOR)
        operations.declare_interest(
            item_id=item.pk, reason="A neighbour.", level=level, by=by, at=MEETING_DAY
        )

        if level is Recusal.LEAVE:
            with pytest.raises(operations.InterestDeclared, match="somebody else"):
                admit_to(item, by=by)
        else:
            assert admit_to(item, by=by).who == "Mrs Zander, mother"

    def test_is_refused_to_a_member(self):
        with pytest.raises(access.Refused):
            admit(FAMILY, by=Role.MEMBER)


def test_the_item_s_page_offers_it_and_shows_who_came(client: Client) -> None:
    item = the_item(a_request(Stage.LISTED))
    builders.open_meeting(item.meeting)
    client.force_login(a_person(Role.COORDINATOR))
    here = f"/meetings/{item.meeting_id}/items/{item.position}/"

    assert "Write down who else is here" in client.get(here).text
    refused = client.post(f"{here}guest/", {"kind": "observer", "who": "New member"})
    assert (refused.status_code, "New member" in refused.text) == (409, True)
    client.post(f"{here}guest/", {"kind": "advocate", "who": "Their solicitor"})
    assert "Their solicitor, for the family" in client.get(here).text
