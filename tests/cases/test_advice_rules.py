"""Advice that is late or was written before, under rules that let it be."""

from datetime import date

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.cases import operations
from panel.cases.document import AdvicePart
from panel.cases.models import Advice, PlacementRequest
from panel.cases.presenters import advising
from panel.cases.stages import Stage
from panel.cases.vocabulary import AdviceExcuse, AdviceOpinion, Agreer
from panel.sample.people import HEALTH
from tests.builders import MONDAY_9AM, a_person, a_request, live_by

pytestmark = pytest.mark.django_db
WRITTEN = date(2026, 3, 2)


def given(request: PlacementRequest, **said: object) -> Advice:
    """Have health's adviser give advice that says this as well."""
    advice = AdvicePart(opinion=AdviceOpinion.SUPPORTS, summary="It would meet the need.", **said)
    return operations.give_advice(
        placement_request_id=request.pk,
        agency_code=HEALTH,
        advice=advice,
        by=a_person(Role.ADVISER, HEALTH),
        at=MONDAY_9AM,
    )


class TestWrittenBefore:
    def test_is_used_where_everybody_agrees_whom_the_rules_ask(self) -> None:
        advice = given(a_request(Stage.ADVICE), written_on=WRITTEN, reuse_agreed_by=tuple(Agreer))

        version = advice.versions.get()
        assert (version.written_on, version.reuse_agreed_by) == (WRITTEN, list(Agreer))
        assert advising.said(advice).startswith(
            "Written on 2 March 2026 for something else, used here as agreed by whoever wrote it, "
            "the authority and the family."
        )

    def test_is_refused_until_then_by_the_names_of_those_who_are_wanting(self) -> None:
        request = a_request(Stage.ADVICE)

        with pytest.raises(
            operations.ReuseNotAgreed, match="agreed by the authority and the family"
        ):
            given(request, written_on=WRITTEN, reuse_agreed_by=(Agreer.ADVISER,))
        assert request.advice.get(agency__code=HEALTH).stage == "asked"

    def test_needs_nobody_s_agreement_where_the_rules_ask_for_none(self) -> None:
        live_by("[advice]", "[advice]\nreuse_requires = []")

        assert given(a_request(Stage.ADVICE), written_on=WRITTEN).written_on == WRITTEN


class TestLate:
    def test_is_excused_by_what_the_rules_name(self) -> None:
        live_by("[advice]", '[advice]\nstop_clock_reasons = ["family_away"]')

        advice = given(a_request(Stage.ADVICE), late_because=AdviceExcuse.FAMILY_AWAY)

        assert advice.versions.get().late_because == "family_away"
        assert "What made it late: The family was away" in advising.said(advice)

    def test_isn_t_excused_by_anything_else(self) -> None:
        live_by("[advice]", '[advice]\nstop_clock_reasons = ["family_away"]')
        request = a_request(Stage.ADVICE)

        with pytest.raises(operations.NotAnExcuse):
            given(request, late_because=AdviceExcuse.SCHOOL_CLOSED)


class TestPage:
    def test_asks_what_the_rules_let_be(self, client: Client) -> None:
        live_by("[advice]", '[advice]\nstop_clock_reasons = ["school_closed"]')
        request = a_request(Stage.ADVICE)
        client.force_login(a_person(Role.ADVISER, HEALTH))
        typed = {"opinion": "supports", "summary": "Yes.", "late_because": "school_closed"}
        day = {"written_on_day": 2, "written_on_month": 3, "written_on_year": 2026}

        page = client.post(f"/cases/{request}/advice/{HEALTH}/", typed | day)
        sent = client.post(f"/cases/{request}/advice/{HEALTH}/", typed)

        assert "Advice written before is used only if agreed by whoever wrote it" in page.text
        assert "The family was away" not in page.text
        assert sent.status_code == 302
        assert request.advice.get(agency__code=HEALTH).late_because == "school_closed"

    def test_asks_for_no_excuse_where_the_rules_have_none(self, client: Client) -> None:
        request = a_request(Stage.ADVICE)
        client.force_login(a_person(Role.ADVISER, HEALTH))

        assert "what excuses that" not in client.get(f"/cases/{request}/advice/{HEALTH}/").text
