"""Every figure of the fund that can be followed leads to what adds up to it, to the penny."""

import pytest
from django.test import Client
from django.urls import reverse

from panel.agencies.models import Role
from panel.money import in_pounds
from panel.pooledbudget.models import FundYear
from panel.presentation.formatting import headline
from panel.reports.kinds import Kind
from panel.reports.reading import is_made
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


def differing(client: Client, address: str) -> tuple[int, list[tuple[Figure, str, str]]]:
    """Return how many figures of a page can be followed, and those that come to something else."""
    page = client.get(address)
    assert page.status_code == 200, address
    found = [each for each in figures(page.text) if not each.address.endswith("/forecast/")]
    followed = [(figure, *follow(client, figure)) for figure in found]
    return len(found), [
        (figure, in_pounds(added), in_pounds(said))
        for figure, added, said in followed
        if added != said or figure.amount not in (headline(said), in_pounds(said))
    ]


def test_of_the_fund_and_its_forecast(manager: Client) -> None:
    year = the_year().pk
    fewest = {
        f"/fund/?year={year}": 40,
        f"/fund/years/{year}/forecast/": 10,
        f"/fund/years/{year}/contributions/": 8,
        "/fund/recharges/": 2,
    }

    for address, at_least in fewest.items():
        followed, wrong = differing(manager, address)
        assert wrong == [], address
        assert followed >= at_least, address


FEWEST = {
    Kind.QUARTERLY: 90,
    Kind.ANNUAL: 80,
    Kind.CONTRIBUTIONS: 24,
    Kind.RECHARGES: 4,
    Kind.RECONCILIATION: 30,
    Kind.TRIAL_BALANCE: 18,
    Kind.TRANSACTIONS: 100,
}


@pytest.mark.parametrize("kind", Kind)
def test_of_each_report_of_the_year_and_of_a_quarter(manager: Client, kind: Kind) -> None:
    year, autumn = the_year().pk, 3

    for span in (0, autumn):
        if is_made(kind, span):
            address = reverse("fund-report", args=[year, kind.value, span])
            followed, wrong = differing(manager, address)
            assert wrong == [], address
            assert followed >= FEWEST[kind], address
