"""One child's request over the pages, from nothing to a signed record, each step by its person."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from panel.agencies.models import Role
from tests.browsing import IN_A_BROWSER
from tests.journeys import by_hand as a
from tests.journeys.endings import Ending
from tests.journeys.hands import Hands
from tests.journeys.looking import Seen, picture
from tests.journeys.site import Site, username

pytestmark = [*IN_A_BROWSER, pytest.mark.pdf]

Person = Callable[..., Hands]


@pytest.fixture
def seen() -> Seen:
    """What is seen on the way."""
    return Seen()


@pytest.fixture
def person(browser: Browser, site: Site, seen: Seen) -> Iterator[Person]:
    """Find the hands of who holds a role, for an agency where each has one; signed in once."""
    known: dict[str, Hands] = {}

    def found(role: Role, agency: str = "") -> Hands:
        name = username(role, agency)
        if name not in known:
            known[name] = Hands(browser, site.address, seen)
            known[name].sign_in(name, site.password)
        return known[name]

    yield found
    for hands in known.values():
        hands.close()


def test_a_request_is_typed_decided_paid_for_and_proved(
    site: Site, person: Person, seen: Seen, told: dict[str, Any], walked: Ending, tmp_path: Path
) -> None:
    # Given a request that its referrer has written
    referrer, coordinator = (
        person(Role.REFERRER, told["referring_agency"]),
        person(Role.COORDINATOR),
    )
    reference = a.write_request(referrer, told)

    # when it is sent, checked and advised on,
    a.send_request(referrer)
    a.accept(coordinator, reference)
    for agency, advice in told["advice"].items():
        a.advise(person(Role.ADVISER, agency), reference, advice)

    # and a meeting is planned, to which members come with their positions,
    a.plan_meeting(coordinator, reference)
    for agency, position in told["meeting"]["positions"].items():
        a.give_position(person(Role.MEMBER, agency), reference, position)

    # and the chair opens it and records that the panel agrees,
    chair = person(Role.CHAIR)
    a.start_meeting(chair, reference)
    a.decide(chair, reference, told["meeting"]["outcome"])

    # and every lead consents to what the fund isn't there for,
    for agency in told["advice"]:
        a.consent(person(Role.AGENCY_LEAD, agency), reference)

    # and approves what their agency pays,
    for agency in told["advice"]:
        a.approve(person(Role.AGENCY_LEAD, agency), reference)

    # then an auditor finds the signed record, and it is genuine,
    auditor = person(Role.AUDITOR)
    a.check_record(auditor, a.take_record(auditor, reference, tmp_path))
    assert auditor.reads("This PDF is genuine and unchanged")

    # and ledger and record are those of the same story walked from a file,
    assert Ending.of(site, reference) == walked

    # and everybody could read every page on the way.
    assert seen.faults == []
    assert len(seen.pages) > 20


def test_a_fund_manager_sees_where_the_fund_stands_and_asks_what_if(
    site: Site, person: Person, seen: Seen
) -> None:
    manager = person(Role.FUND_MANAGER)

    # When the fund's manager opens the fund, its forecast is drawn, without a script;
    manager.go("/fund/")
    assert manager.page.get_by_role("img", name="month").is_visible()
    picture(manager.page, "fund")

    # behind it is how it was worked out, and what it would come to if all on the agenda is agreed,
    manager.follow("Forecast")
    manager.follow("Ask what if")
    manager.page.get_by_label("Everything on the next agenda is approved").check()
    manager.press("See what it comes to")
    site.wait_for("SELECT FROM decisions_whatif WHERE answered_at IS NOT NULL")
    manager.go(manager.page.url)
    assert manager.reads("Year by year")

    # and everybody could read every page on the way.
    assert seen.faults == []
