"""The pages of a panel's rules, as each role meets them."""

from datetime import date

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.policies import documents, operations
from panel.policies.models import PolicyVersion
from tests.builders import MONDAY_9AM, a_panel, a_person

pytestmark = pytest.mark.django_db
KENT = (documents.FOLDER / "kent.toml").read_text(encoding="utf-8")
STRICTER = KENT.replace("members_min = 4", "members_min = 5")


def load(document: str, effective_from: date) -> PolicyVersion:
    return operations.load(
        panel_id=a_panel().pk,
        document=document,
        effective_from=effective_from,
        by=None,
        at=MONDAY_9AM,
    )


@pytest.fixture
def referrer(client: Client) -> Client:
    client.force_login(a_person(Role.REFERRER))
    return client


class TestIndex:
    def test_lists_the_versions_and_which_is_in_force(self, referrer: Client):
        load(STRICTER, date(2026, 10, 1))
        load(KENT, date(2100, 1, 1))

        page = referrer.get("/settings/policies/")

        assert "Version 3" in page.text
        assert "Not yet in force" in page.text
        assert "From 1 October 2026 until 31 December 2099" in page.text
        assert "Replaced" in page.text
        assert "manage.py policy load" in page.text

    def test_shows_nothing_of_a_panel_on_which_they_hold_no_role(self, referrer: Client):
        a_person(Role.REFERRER).appointments.update(ends_on=date(2026, 9, 2))

        assert "there are no rules to show" in referrer.get("/settings/policies/").text
        assert referrer.get("/settings/policies/northmere/1/").status_code == 404

    def test_asks_a_stranger_to_sign_in(self, client: Client):
        assert client.get("/settings/policies/").status_code == 302


class TestVersion:
    @pytest.mark.parametrize("role", list(Role))
    def test_is_read_by_every_role(self, client: Client, role: Role):
        client.force_login(a_person(role))

        page = client.get("/settings/policies/northmere/1/")

        assert "People with a vote, chair included" in page.text
        assert "4 people" in page.text
        assert "It is the panel’s first version." in page.text

    def test_says_what_it_changed(self, referrer: Client):
        load(STRICTER, date(2026, 10, 1))

        page = referrer.get("/settings/policies/northmere/2/")

        assert "Before: 4 people<br>Now: 5 people" in page.text

    def test_says_when_only_its_words_differ(self, referrer: Client):
        load(f"# In other words.\n{KENT}", date(2026, 10, 1))

        page = referrer.get("/settings/policies/northmere/2/")

        assert "the same rules as version 1" in page.text

    def test_tells_what_the_system_keeps_from_what_people_must(self, referrer: Client):
        page = referrer.get("/settings/policies/northmere/1/")

        obeyed, stored = (
            page.text.split(path)[1].split("</div>")[0]
            for path in ("quorum.members_min", "papers.templates")
        )
        assert "Kept by the system" in obeyed
        assert "Kept by the system" not in stored

    def test_leaves_to_people_whom_a_sum_only_has_told(self, referrer: Client):
        page = referrer.get("/settings/policies/northmere/1/")

        (board,) = (line for line in page.text.split("<br>") if "Partnership board" in line)
        assert "action: notify (for people to follow)" in board
        assert page.text.count("for people to follow)") == 1


class TestOverTheApi:
    def test_lists_versions_and_reads_one_with_every_rule(self, referrer: Client):
        a_panel()
        (row,) = referrer.get("/api/v1/policies/").json()["results"]
        found = referrer.get(f"/api/v1/policies/{row['id']}/").json()

        assert (row["panel"], row["number"]) == ("northmere", 1)
        assert found["rules"]["quorum"]["members_min"] == 4
        assert found["document"] == KENT

    def test_reads_the_rules_in_force_today(self, referrer: Client):
        load(STRICTER, date(2100, 10, 1))

        found = referrer.get("/api/v1/policies/in-force/northmere/").json()

        assert found["number"] == 1
        assert referrer.get("/api/v1/policies/in-force/nowhere/").status_code == 404


class TestReview:
    def test_is_due_a_year_after_the_rules_took_effect(self, referrer: Client):
        load(STRICTER, date(2100, 1, 1))

        page = referrer.get("/settings/policies/northmere/2/")

        assert "1 January 2101" in page.text
        assert "overdue" not in page.text

    def test_is_overdue_once_that_is_past(self, referrer: Client):
        page = referrer.get("/settings/policies/northmere/1/")

        assert "1 April 2011: overdue" in page.text


class TestSummary:
    def test_tells_a_stranger_what_a_family_asks(self, client: Client):
        a_panel()

        page = client.get("/rules/northmere/")

        assert page.status_code == 200
        for words in (
            "Joint Resources and Assessment Panel",
            "0 to 25, on the first day of a place",
            "A placement outside the area is likely",
            "4 people",
            "Every agency that would pay supports it",
            "Agreed with conditions",
        ):
            assert words in page.text
        assert "ICB director on call" not in page.text

    @pytest.mark.parametrize(
        ("status", "words", "who"),
        [
            ("recommends", "recommends placements and who pays for them, and others decide", True),
            ("advises", "advises on placements and on who pays for them, and others decide", True),
            ("ratifies", "ratifies placements that others agreed, and who pays for them", False),
        ],
    )
    def test_says_no_more_than_the_panel_s_outcome_is_worth(
        self, client: Client, status: str, words: str, who: bool
    ):
        final = 'final_authority = "assistant_director"\n' if who else ""
        rules = f'[decision]\nstatus = "{status}"\n{final}'
        load(KENT.replace("[decision]\n", rules), date(2026, 10, 1))

        page = client.get("/rules/northmere/").text

        assert words in page
        assert "To agree" not in page
        assert ("Assistant director or more senior" in page) is who

    def test_is_not_there_where_the_rules_keep_it_back(self, client: Client):
        load(KENT.replace("[identity]", "[identity]\npublish_summary = false"), date(2026, 10, 1))

        assert client.get("/rules/northmere/").status_code == 404

    def test_is_not_there_for_a_panel_that_isn_t(self, client: Client):
        assert client.get("/rules/nowhere/").status_code == 404
