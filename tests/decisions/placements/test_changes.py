"""What the page of a placement tells of the changes that the panel was asked for."""

from datetime import date, timedelta

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.audit.models import ReadEvent
from panel.cases import operations as cases
from panel.cases.document.placements import EndPart, StartPart
from panel.cases.models import PlacementRequest
from panel.cases.next_steps import REPLACED
from panel.cases.stages import Stage
from panel.cases.vocabulary.placements import ChangeKind, EndReason
from panel.decisions import operations
from panel.decisions.placements.changes import ELSEWHERE, NOT_TOLD
from panel.money import in_pounds
from panel.pooledbudget import queries as funds
from panel.sample.people import EDUCATION
from tests.builders import (
    AGENCIES,
    CHOSEN,
    LOCAL,
    PLACED,
    a_document,
    a_fund,
    a_person,
    a_request,
    approve,
    ask_for_advice,
    decide_urgently,
    draw_up,
    sign,
    take_urgently,
    the_item,
)
from tests.cases.test_views_outside import invite, link
from tests.decisions.approvals.test_approving import the_share
from tests.decisions.changed import (
    CHANGED_ON,
    asked_to_change,
    send,
    walk_to_agencies,
    walk_to_approval,
)
from tests.decisions.placements.test_replanning import DEARER

pytestmark = pytest.mark.django_db

TERMS = (
    "Alder Vale, 52 weeks a year, £3,420.01 a week, until 31 July 2028, approved until "
    "31 August 2027. Paid by Education 40%"
)


def page(placement_request: PlacementRequest, role: Role) -> str:
    client = Client()
    client.force_login(a_person(role))
    return client.get(f"/placements/{placement_request}/").text


def test_tells_nobody_else_what_its_referrer_is_still_writing() -> None:
    placement_request = a_request(Stage.PLACED)
    asked = asked_to_change(placement_request)

    to_write, to_run = (
        page(placement_request, role) for role in (Role.REFERRER, Role.COORDINATOR)
    )

    assert "Asked for from" in to_write
    assert "More hours." in to_write
    assert f"/cases/{asked}/" in to_write
    assert ELSEWHERE in to_run
    assert "More hours." not in to_run
    assert f"{asked}" not in to_run  # nor does the timeline tell who asked


def test_tells_until_when_an_extension_reaches() -> None:
    placement_request = a_request(Stage.PLACED)
    end = placement_request.placement.agreements.get().ends_on
    asked_to_change(placement_request, ChangeKind.EXTENSION, ends_on=end)

    shown = page(placement_request, Role.REFERRER)

    assert "The panel’s approval reaches to 31 July 2028." in shown


def test_tells_no_terms_of_a_placement_to_whom_its_case_is_closed() -> None:
    placement_request = a_request(Stage.PLACED)
    asked = asked_to_change(placement_request)
    walk_to_approval(asked, cost_lines=[DEARER])
    cases.restrict(
        placement_request_id=placement_request.pk,
        named_ids=[],
        reason="A colleague’s niece.",
        by=a_person(Role.CHAIR),
        at=PLACED,
    )
    cases.lift_restriction(
        placement_request_id=asked.pk,
        reason="It tells little.",
        by=a_person(Role.CHAIR),
        at=PLACED,
    )
    item, client = the_item(asked), Client()
    client.force_login(a_person(Role.COORDINATOR))
    assert "less what" not in client.get(f"/meetings/{item.meeting_id}/").text

    case, package, agreement = (
        client.get(address).text
        for address in (
            f"/cases/{asked}/",
            f"/meetings/{item.meeting_id}/items/{item.position}/",
            f"/placements/{asked}/agreement/",
        )
    )

    for shown in (case, package):
        assert "More hours." in shown
        assert NOT_TOLD in shown
        assert "£3,420.01" not in shown
    assert "Alder Vale" in agreement
    assert "Ada Vale" not in agreement
    assert not ReadEvent.objects.filter(subject=placement_request).exists()


def test_tells_what_would_change_to_whoever_judges_it_without_a_meeting() -> None:
    placement_request = a_request(Stage.PLACED)
    asked = asked_to_change(placement_request)
    send(asked, cost_lines=[DEARER])
    ask_for_advice(asked)
    invite(asked)
    outside = Client().get(link(asked)).text
    assert "A different rate, from 2 November 2026" in outside
    assert "Alder Vale: 52 weeks a year, until 31 July 2028" in outside
    told = {"placement_request_id": placement_request.pk, "reason": "A colleague’s niece."}
    team = {"by": a_person(Role.COORDINATOR), "at": PLACED}
    cases.restrict(named_ids=[team["by"].pk], **told, **team)
    assert "As it is now" not in Client().get(link(asked)).text
    for restricted in (placement_request, asked):
        cases.lift_restriction(**told | {"placement_request_id": restricted.pk}, **team)

    client, chair = Client(), a_person(Role.CHAIR)
    take_urgently(asked)
    client.force_login(chair)
    pages = [client.get(f"/cases/{asked}/urgent/decide/").text]
    decision = decide_urgently(asked, option="A")
    client.force_login(a_person(Role.AGENCY_LEAD, EDUCATION))
    share = decision.approvals.get(agency__code=EDUCATION)
    pages.append(client.get(f"/approvals/{share.pk}/").text)

    for shown in pages:
        assert "More hours." in shown
        assert TERMS in shown
        assert "£3,556.81 a week instead of £3,420.01." in shown
    read = ReadEvent.objects.filter(what="terms of the placement")
    assert set(read.values_list("by", flat=True)) == {
        chair.username,
        a_person(Role.AGENCY_LEAD, EDUCATION).username,
    }


def test_asks_a_meeting_for_the_change_and_the_money_beyond_the_placement_it_changes() -> None:
    asked = asked_to_change(a_request(Stage.PLACED))
    walk_to_agencies(asked, cost_lines=[DEARER])
    meeting, client = f"/meetings/{the_item(asked).meeting_id}/", Client()
    client.force_login(a_person(Role.MEMBER))

    money = in_pounds(funds.position(a_fund()).reserved_pence)

    assert "Should the panel agree the change?" in client.get(f"{meeting}items/1/position/").text
    assert f">{money}<" in client.get(meeting).text
    approve(asked, *AGENCIES)
    assert f">{money}<" in client.get(meeting).text


def test_tells_from_which_day_an_approved_one_runs_and_what_it_changes() -> None:
    placement_request = a_request(Stage.PLACED)
    asked = asked_to_change(placement_request)
    cases.weigh_option(
        placement_request_id=asked.pk,
        option=a_document(
            options=[LOCAL, CHOSEN | {"starts_on": "2026-12-07", "weeks_per_year": 50}]
        ).options[1],
        by=a_person(Role.REFERRER),
        at=PLACED,
    )
    walk_to_agencies(asked, cost_lines=[DEARER], is_recommended=False, why_not="It is dearer.")
    later_end = {"kind": ChangeKind.EXTENSION, "ends_on": date(2028, 7, 31)}
    with pytest.raises(cases.AlreadyLive, match="once it has started, or is declined"):
        asked_to_change(placement_request, **later_end)
    approve(asked, *AGENCIES)

    shown = page(placement_request, Role.REFERRER)
    client = Client()
    client.force_login(a_person(Role.MEMBER))
    case = client.get(f"/cases/{asked}/").text
    item = the_item(asked)
    package = client.get(f"/meetings/{item.meeting_id}/items/{item.position}/").text

    client.force_login(a_person(Role.COORDINATOR))
    terms = client.get(f"/placements/{asked}/agreement/").text

    for words in (
        f"A different rate, of {placement_request}",
        "More hours.",
        TERMS,
        "£3,556.81 a week instead of £3,420.01.",
    ):
        assert words in case
        assert words in package
    for words in ("Ada Vale, Alder Vale", "Back to Northmere Park at sixteen."):
        assert words in terms  # the plan to return is the panel's, not the one before
    assert f"{placement_request}: Alder Vale, until the change of it starts" in package
    assert "£6,976.82 a week" not in package  # the one doesn't come on top of the other
    record = client.get(f"/decisions/{asked}/1/").text
    assert f"{placement_request}. A different rate, asked for from 2 November 2026" in record
    assert TERMS in record
    read = ReadEvent.objects.filter(subject=placement_request)
    for whose, what, times in (
        (Role.MEMBER, "terms of the placement", 2),
        (Role.COORDINATOR, "agreement", 1),
    ):
        assert read.filter(by=a_person(whose).username, what=what).count() == times
    for words in (
        "2 November 2026. Until its start is recorded, this placement runs on.",
        "£3,556.81 a week instead of £3,420.01.",
        "Education pays 50% (£1,778.41 a week) instead of 40% (£1,368.01 a week).",
        "Social care pays 20% (£711.36 a week) instead of 30% (£1,026.00 a week).",
        f"/cases/{asked}/",
        f"/decisions/{asked}/1/",
    ):
        assert words in shown
    client.force_login(a_person(Role.REFERRER))
    form = client.get(f"/placements/{placement_request}/change/").text
    waits = f"{asked} is approved: a different rate, split or provider."
    assert waits in shown
    assert waits in form
    with pytest.raises(cases.AlreadyLive, match="once its start is recorded"):
        asked_to_change(placement_request, **later_end)

    draw_up(asked, starts_on=CHANGED_ON, weekly_rate_pence=3_556_81, notice_weeks=26)
    client.force_login(a_person(Role.COORDINATOR))
    assert 'value="26"' in client.get(f"/placements/{asked}/agreement/").text  # its own first
    sign(asked)
    for address, words in (
        (f"{asked}/start/", f"{placement_request}, which it changes, ends the day before."),
        (f"{placement_request}/end/", "If the change has begun, record its start instead"),
    ):
        assert words in client.get(f"/placements/{address}").text
    operations.start_placement(
        placement_request_id=asked.pk,
        start=StartPart(started_on=CHANGED_ON),
        by=a_person(Role.COORDINATOR),
        at=PLACED + timedelta(weeks=4),
    )
    took = f"It took the place of {placement_request}, which ended then"
    assert took in client.get(f"/placements/{asked}/end/").text
    runs = page(placement_request, Role.REFERRER)
    assert "Runs since" in runs
    assert f"{asked} follows it" in runs
    cases.restrict(
        placement_request_id=asked.pk,
        named_ids=[],
        reason="A member of staff is the child’s aunt.",
        by=a_person(Role.COORDINATOR),
        at=PLACED,
    )
    assert f"{asked} follows it" not in page(placement_request, Role.REFERRER)
    assert REPLACED in client.get(f"/cases/{placement_request}/").text
    assert asked_to_change(asked).stage == Stage.DRAFT


def test_of_what_ended_meanwhile_are_told_so_wherever_one_goes_on_with_them() -> None:
    placement_request = a_request(Stage.PLACED)
    asked = asked_to_change(placement_request)
    walk_to_agencies(asked, cost_lines=[DEARER])
    coordinator, later = a_person(Role.COORDINATOR), PLACED + timedelta(weeks=4)
    client = Client()
    client.force_login(coordinator)

    before = client.get(f"/placements/{placement_request}/end/").text
    operations.end_placement(
        placement_request_id=placement_request.pk,
        end=EndPart(ended_on=CHANGED_ON, reason=EndReason.MOVED),
        by=coordinator,
        at=later,
    )
    item = the_item(asked)
    case, package = (
        client.get(address).text
        for address in (f"/cases/{asked}/", f"/meetings/{item.meeting_id}/items/{item.position}/")
    )
    client.force_login(a_person(Role.AGENCY_LEAD, AGENCIES[0]))
    share = client.get(f"/approvals/{the_share(asked, AGENCIES[0]).pk}/").text
    approve(asked, *AGENCIES)
    draw_up(asked, starts_on=CHANGED_ON, weekly_rate_pence=3_556_81)
    sign(asked)

    assert f"{asked}: A different rate, from 2 November 2026." in before
    assert "record its start instead" not in before
    told = f"{placement_request} ended on 2 November 2026, before this began."
    client.force_login(coordinator)
    for shown in (case, package, share, client.get(f"/placements/{asked}/start/").text):
        assert told in shown
    shown = page(placement_request, Role.REFERRER)
    assert "2 November 2026. This placement has ended meanwhile." in shown
    with pytest.raises(cases.DayRefused, match="ended, 3 November 2026"):
        operations.start_placement(
            placement_request_id=asked.pk,
            start=StartPart(started_on=CHANGED_ON),
            by=coordinator,
            at=later,
        )
