"""Every figure of the fund that can be followed leads to what adds up to it, to the penny."""

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.pooledbudget.models import FundYear
from panel.presentation import formatting
from panel.sample import people
from panel.sample.funds import CODE
from tests.following import Figure, figures, follow

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("northmere")]


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(people.one(Role.FUND_MANAGER, ""))
    return client


def the_year() -> FundYear:
    return FundYear.objects.get(year=2026, fund__code=CODE)


def differing(client: Client, address: str, *, least: int) -> list[tuple[Figure, str, str]]:
    """Return the figures of a page that come to something else where they lead."""
    page = client.get(address)
    assert page.status_code == 200, address
    found = [figure for figure in figures(page.text) if "/forecast/" not in figure.address]
    assert len(found) >= least, (address, len(found))
    followed = [(figure, *follow(client, figure)) for figure in found]
    return [
        (figure, formatting.in_pounds(added), formatting.in_pounds(said))
        for figure, added, said in followed
        if added != said
        or figure.amount not in (formatting.headline(said), formatting.in_pounds(said))
    ]


def test_of_the_fund(manager: Client) -> None:
    assert differing(manager, f"/fund/?year={the_year().pk}", least=30) == []
