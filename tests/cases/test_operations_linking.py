"""Saying that a request belongs to another."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import links, operations
from panel.cases.document import ChildPart, LinkPart, UnlinkPart
from panel.cases.document.placements import ChangePart
from panel.cases.models import PlacementRequest, RequestLink
from panel.cases.stages import Stage
from panel.cases.vocabulary import LinkKind, RequestKind
from panel.cases.vocabulary.placements import ChangeKind
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests.api import Caller
from tests.builders import DOCUMENT, MONDAY_9AM, PLACED, a_panel, a_person, a_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def sibling(db: None) -> PlacementRequest:
    return a_request(Stage.SUBMITTED)


@pytest.fixture
def request_(sibling: PlacementRequest) -> PlacementRequest:
    return a_request(Stage.SUBMITTED)


def link(
    here: PlacementRequest,
    there: PlacementRequest | str,
    kind: LinkKind = LinkKind.SIBLING,
    *,
    role: Role = Role.COORDINATOR,
    agency: str = "",
) -> RequestLink:
    return operations.link(
        placement_request_id=here.pk,
        link=LinkPart(kind=kind, reference=str(there)),
        by=a_person(role, agency),
        at=MONDAY_9AM,
    )


def unlink(
    here: PlacementRequest, there: PlacementRequest | str, *, role: Role = Role.COORDINATOR
) -> RequestLink:
    return operations.unlink(
        placement_request_id=here.pk,
        unlink=UnlinkPart(reference=str(there), reason="Another family."),
        by=a_person(role),
        at=MONDAY_9AM,
    )


def lines(placement_request: PlacementRequest) -> list[links.Linked]:
    held = access.of(a_person(Role.COORDINATOR), on=MONDAY_9AM.date())
    return links.told(placement_request, held)


def another_for(placement_request: PlacementRequest) -> PlacementRequest:
    """Return a second request, of another kind, for the same child."""
    return operations.start(
        panel_id=a_panel().pk,
        referring_agency=SOCIAL_CARE,
        child=ChildPart.model_validate(DOCUMENT["child"], strict=False),
        kind=RequestKind.CHANGE,
        same_as=placement_request.child_id,
        by=a_person(Role.REFERRER),
        at=MONDAY_9AM,
    )


def told(here: PlacementRequest, role: Role, agency: str = "") -> list[str]:
    """Return what somebody is told of a request's links."""
    held = access.of(a_person(role, agency), on=MONDAY_9AM.date(), at=MONDAY_9AM)
    return [f"{line.words} {line.other.words}" for line in links.told(here, held)]


def restrict(placement_request: PlacementRequest) -> None:
    """Keep a case to its coordinator."""
    operations.restrict(
        placement_request_id=placement_request.pk,
        named_ids=[],
        reason="A colleague's niece.",
        by=a_person(Role.COORDINATOR),
        at=MONDAY_9AM,
    )


class TestLink:
    def test_is_read_from_both_ends(self, request_, sibling):
        link(request_, sibling)

        words = "is for a brother or sister of the child of"
        assert told(request_, Role.CHAIR) == [f"{words} {sibling}"]
        assert told(sibling, Role.CHAIR) == [f"{words} {request_}"]

    def test_is_worded_from_the_end_at_which_it_is_read(self, request_):
        later = another_for(request_)
        link(later, request_, LinkKind.FOLLOWS, role=Role.REFERRER, agency=SOCIAL_CARE)

        assert told(later, Role.REFERRER, SOCIAL_CARE) == [f"follows on from {request_}"]
        assert told(request_, Role.REFERRER, SOCIAL_CARE) == [f"is followed by {later}"]

    def test_takes_a_reference_as_it_is_typed(self, request_, sibling):
        assert link(request_, f" {str(sibling).lower()} ").other == sibling

    @pytest.mark.parametrize(
        ("role", "agency"),
        [(Role.CHAIR, ""), (Role.MEMBER, HEALTH), (Role.REFERRER, EDUCATION)],
    )
    def test_is_made_by_its_referrers_and_coordinators_alone(
        self, request_, sibling, role: Role, agency: str
    ):
        with pytest.raises(access.Refused):
            link(request_, sibling, role=role, agency=agency)

    def test_is_made_once_from_whichever_end(self, request_, sibling):
        link(request_, sibling)

        with pytest.raises(operations.LinkedBefore):
            link(sibling, request_)

    def test_is_of_the_kind_that_can_be(self, request_, sibling):
        later = another_for(request_)

        with pytest.raises(operations.NotThatKind, match="is for another child"):
            link(request_, sibling, LinkKind.EARLIER)
        with pytest.raises(operations.NotThatKind, match="is for the same child"):
            link(later, request_, LinkKind.SIBLING, role=Role.REFERRER, agency=SOCIAL_CARE)
        with pytest.raises(operations.NotThatKind, match="no placement"):
            link(later, request_, LinkKind.VARIES, role=Role.REFERRER, agency=SOCIAL_CARE)

    @pytest.mark.parametrize("reference", ["JRAP-2026-99999", "nonsense"])
    def test_is_with_a_request_that_is_there(self, request_, reference: str):
        with pytest.raises(operations.NoSuchRequest):
            link(request_, reference)

    def test_is_not_with_itself(self, request_):
        with pytest.raises(operations.NoSuchRequest):
            link(request_, request_)


class TestSecrecy:
    def test_a_case_that_one_may_not_see_is_as_good_as_none(self, request_, sibling):
        restrict(sibling)

        with pytest.raises(operations.NoSuchRequest) as hidden:
            link(request_, sibling, role=Role.REFERRER, agency=SOCIAL_CARE)
        with pytest.raises(operations.NoSuchRequest) as absent:
            link(request_, "JRAP-2026-99999", role=Role.REFERRER, agency=SOCIAL_CARE)
        assert str(hidden.value).replace(str(sibling), "") == str(absent.value).replace(
            "JRAP-2026-99999", ""
        )

    def test_a_link_reveals_no_case_to_whom_it_is_closed(self, request_, sibling):
        link(request_, sibling)
        restrict(sibling)

        assert told(request_, Role.CHAIR) == []
        assert told(request_, Role.COORDINATOR) != []

    def test_nor_does_its_event(self, request_, sibling):
        made = link(request_, sibling)

        for end in (request_, sibling):
            event = list(audit.history(end.reference))[-1]
            assert (event.kind, event.payload) == ("linked", {"link": made.pk})


class TestTakenBack:
    def test_it_stays_readable_from_both_ends_with_who_took_it_back_and_why(
        self, request_, sibling
    ):
        link(request_, sibling)

        unlink(sibling, request_)

        for end in (request_, sibling):
            (line,) = lines(end)
            assert line.gone == "Taken back by Helen Okafor, 7 September 2026: Another family."
            assert audit.history(end.reference).last().kind == "unlinked"
        assert "Another family" not in str(audit.history(request_.reference).last().payload)

    def test_it_may_be_made_anew(self, request_, sibling):
        link(request_, sibling)
        unlink(request_, sibling)

        link(sibling, request_)

        assert [bool(line.gone) for line in lines(request_)] == [False, True]

    def test_it_has_to_be_there(self, request_, sibling):
        with pytest.raises(operations.NotLinked, match="aren’t linked"):
            unlink(request_, sibling)

        link(request_, sibling)
        unlink(request_, sibling)
        with pytest.raises(operations.NotLinked):
            unlink(request_, sibling)

    def test_it_is_for_whoever_may_link_them(self, request_, sibling):
        link(request_, sibling)

        with pytest.raises(access.Refused):
            unlink(request_, sibling, role=Role.MEMBER)
        with pytest.raises(operations.NoSuchRequest):
            unlink(request_, "JRAP-2026-99999")

    def test_it_is_taken_back_once_and_nothing_else_of_it_changes(self, request_, sibling):
        link(request_, sibling)
        made = RequestLink.objects.filter(pk=unlink(request_, sibling).pk)

        for change in ({"removed_because": "Otherwise."}, {"removed_at": None}):
            with pytest.raises(DatabaseError), transaction.atomic():
                made.update(**change)


class TestKept:
    def test_as_it_was_said(self, request_, sibling):
        made = RequestLink.objects.filter(pk=link(request_, sibling).pk)

        with pytest.raises(DatabaseError), transaction.atomic():
            made.update(kind=LinkKind.FOLLOWS)
        with pytest.raises(DatabaseError), transaction.atomic():
            made.delete()

    def test_once_from_either_end(self, request_, sibling):
        link(request_, sibling)
        back = RequestLink(
            placement_request=sibling,
            other=request_,
            kind=LinkKind.SIBLING,
            linked_at=MONDAY_9AM,
            linked_by=a_person(Role.COORDINATOR),
        )

        with (
            pytest.raises(IntegrityError, match="request_is_linked_once_from_either_end"),
            transaction.atomic(),
        ):
            back.save()

    def test_never_with_itself(self, request_):
        by = a_person(Role.COORDINATOR)
        wrong = RequestLink(
            placement_request=request_, other=request_, linked_at=MONDAY_9AM, linked_by=by
        )

        with (
            pytest.raises(IntegrityError, match="request_is_linked_with_another"),
            transaction.atomic(),
        ):
            wrong.save()


def test_a_change_to_a_placement_is_linked_with_it_by_itself():
    placed = a_request(Stage.PLACED)
    asked = operations.ask_for_change(
        placement_request_id=placed.pk,
        change=ChangePart(
            kind=ChangeKind.EXTENSION,
            reason="Needs longer.",
            applies_from=date(2027, 8, 1),
            ends_on=date(2028, 7, 31),
        ),
        by=a_person(Role.REFERRER),
        at=PLACED,
    )

    assert told(asked, Role.REFERRER, SOCIAL_CARE) == [f"changes the placement of {placed}"]
    assert told(placed, Role.CHAIR) == []  # a draft is its referrer's alone
    with pytest.raises(operations.LinkKept, match="the link stays"):
        unlink(placed, asked, role=Role.REFERRER)
    client = Client()
    client.force_login(a_person(Role.REFERRER))
    assert "Take the link back" not in client.get(f"/cases/{placed}/").text


class TestDoorways:
    def test_a_page_links_them_and_both_cases_show_it(self, client: Client, request_, sibling):
        client.force_login(a_person(Role.COORDINATOR))
        here = f"/cases/{request_}/links/new/"
        assert here in client.get(f"/cases/{request_}/").text

        sent = {"relation": "sibling", "reference": str(sibling)}
        page = client.post(here, sent, follow=True)
        assert f'href="/cases/{sibling}/">{sibling}</a>' in page.text
        assert f'href="/cases/{request_}/">{request_}</a>' in client.get(f"/cases/{sibling}/").text

    def test_a_page_says_all_that_is_missing_and_keeps_what_was_typed(
        self, client: Client, request_
    ):
        client.force_login(a_person(Role.COORDINATOR))
        here = f"/cases/{request_}/links/new/"

        assert "Choose what this request has to do" in client.post(here, {}).text
        page = client.post(here, {"relation": "sibling", "reference": "JRAP-2026-99999"})
        assert page.status_code == 409
        assert "There is no other case JRAP-2026-99999 that you may see." in page.text
        assert 'value="JRAP-2026-99999"' in page.text

    def test_json_links_and_reads_them(self, request_, sibling):
        coordinator = Caller(a_person(Role.COORDINATOR))
        body = {"kind": "sibling", "reference": str(sibling)}
        made = coordinator.done(f"placement-requests/{request_}/link/", body)

        assert coordinator.get(f"placement-requests/{sibling}/links/").json() == [made]
        again = coordinator.post(f"placement-requests/{sibling}/link/", {"kind": "sibling"})
        assert [fault["pointer"] for fault in again.json()["faults"]] == ["/reference"]

    def test_a_page_takes_one_back(self, client: Client, request_, sibling):
        link(request_, sibling)
        client.force_login(a_person(Role.COORDINATOR))
        here = f"/cases/{request_}/links/remove/?other={sibling}"
        assert f'href="{here}"' in client.get(f"/cases/{request_}/").text
        assert f'value="{sibling}"' in client.get(here).text
        assert "Say why the link is taken back" in client.post(here, {}).text

        sent = {"reference": str(sibling), "reason": "Another family."}
        page = client.post(here, sent, follow=True)

        assert "The link is taken back." in page.text
        assert "Another family." in page.text
        assert here not in page.text

    def test_json_takes_one_back(self, request_, sibling):
        link(request_, sibling)
        coordinator, body = Caller(a_person(Role.COORDINATOR)), {"reference": str(sibling)}

        here = f"placement-requests/{request_}/unlink/"
        gone = coordinator.done(here, body | {"reason": "Another family."})

        assert (gone["removed_by"], gone["removed_because"]) == ("Helen Okafor", "Another family.")
        assert coordinator.get(f"placement-requests/{sibling}/links/").json() == [gone]
        refused = coordinator.post(here, body | {"reason": ""})
        assert [fault["pointer"] for fault in refused.json()["faults"]] == ["/reason"]
