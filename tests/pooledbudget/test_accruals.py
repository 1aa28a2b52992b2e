"""Whoever runs a fund asks for a month to be accrued; a worker does it, once at a time."""

from datetime import date, timedelta

import pytest
from django.test import Client

from panel import clock
from panel.agencies import access
from panel.agencies.models import Role
from panel.cases.stages import Stage
from panel.decisions import operations as decisions
from panel.pooledbudget import operations, queries
from panel.pooledbudget.accruals import queries as accruals
from panel.pooledbudget.models import Accrual
from tests.builders import PLACED, a_fund, a_panel, a_person, a_request

pytestmark = pytest.mark.django_db
LATER = PLACED + timedelta(days=60)
MONTH_END = clock.date_of(LATER).replace(day=1) - timedelta(days=1)


def ask(until: date = MONTH_END) -> Accrual:
    return operations.ask_to_accrue(
        panel_id=a_panel().pk, until=until, by=a_person(Role.FUND_MANAGER), at=LATER
    )


def work(asked: Accrual) -> None:
    decisions.accrue_placements(accrual_id=asked.pk, at=LATER)
    asked.refresh_from_db()


class TestAsking:
    def test_waits_until_it_is_asked_for(self) -> None:
        a_request(Stage.PLACED)
        assert accruals.waiting(a_fund(), on=clock.date_of(LATER)) == MONTH_END

        ask()

        assert accruals.waiting(a_fund(), on=clock.date_of(LATER)) is None

    def test_is_done_by_a_worker_once(self) -> None:
        a_request(Stage.PLACED)
        asked = ask()

        work(asked)

        assert asked.finished_at == LATER
        assert queries.position(a_fund()).accrued_pence > 0
        assert decisions.accrue_placements(accrual_id=asked.pk, at=LATER) is None

    def test_is_refused_while_the_last_is_not_done(self) -> None:
        asked = ask()
        with pytest.raises(operations.StillAccruing, match="still being worked on"):
            ask()

        work(asked)

        assert ask().pk != asked.pk

    def test_is_refused_of_days_to_come(self) -> None:
        with pytest.raises(operations.NotYetDelivered, match="lies ahead"):
            ask(clock.date_of(LATER) + timedelta(days=1))

    def test_is_for_those_who_post(self) -> None:
        with pytest.raises(access.Refused):
            operations.ask_to_accrue(
                panel_id=a_panel().pk, until=MONTH_END, by=a_person(Role.AUDITOR), at=LATER
            )

    def test_that_no_worker_heard_is_offered_again(self) -> None:
        ask()

        assert operations.offer_accruals(at=LATER) == 1


def test_a_manager_asks_on_the_page_and_sees_it_done(client: Client) -> None:
    a_request(Stage.PLACED)
    address = f"/fund/years/{a_fund().pk}/accrue/"
    client.force_login(a_person(Role.FUND_MANAGER))
    day = {"until_day": "1", "until_month": "9", "until_year": "2025"}

    asked = client.post(address, day, follow=True).text
    for accrual in Accrual.objects.all():
        decisions.accrue_placements(accrual_id=accrual.pk, at=clock.now())

    assert "It is being worked out." in asked
    assert "Being worked on" in asked
    assert "Done" in client.get(address).text


def test_a_manager_asks_over_json(client: Client) -> None:
    client.force_login(a_person(Role.FUND_MANAGER))
    a_fund()

    asked = client.post(
        "/api/v1/accruals/", {"until": "2025-04-30"}, content_type="application/json"
    )

    assert asked.status_code == 201
    shown = client.get(f"/api/v1/accruals/{asked.json()['id']}/").json()
    assert shown["until"] == "2025-04-30"
    assert shown["finished_at"] is None
