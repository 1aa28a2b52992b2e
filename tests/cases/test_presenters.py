"""What the pages of a case say of its rows, one small function at a time."""

from datetime import date, timedelta
from typing import Any

import pytest

from panel import clock
from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.audit.models import Event
from panel.cases import next_steps, operations, queries, remarks, summaries
from panel.cases.advice import queries as advice_queries
from panel.cases.costs import costing
from panel.cases.costs.rates import Line
from panel.cases.guarding import gates
from panel.cases.models import PlacementRequest
from panel.cases.presenters import advising, comparison, dates, history, identity, notices
from panel.cases.stages import Stage
from panel.cases.vocabulary import ReopeningGround
from panel.deadlines import queries as clocks
from panel.presentation.tones import Tone
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests.builders import (
    CHOSEN,
    LOCAL,
    MEETING_DAY,
    MONDAY_9AM,
    a_person,
    a_request,
    decide_urgently,
    give_advice,
    take_urgently,
)

TODAY = clock.date_of(MONDAY_9AM)


def in_full(stage: Stage = Stage.DRAFT, **changes: Any) -> PlacementRequest:
    """Return a request at a stage, fetched as its page fetches it."""
    made = a_request(stage, **changes)
    return queries.in_full(PlacementRequest.objects.filter(pk=made.pk)).get()


def answers_of(placement_request: PlacementRequest) -> dict[str, str]:
    chapters = summaries.chapters(placement_request)
    return {fact.name: fact.value for chapter in chapters for fact in chapter.facts}


EVERYTHING: dict[str, Any] = {
    "child": {
        "given_name": "Quill",
        "family_name": "Zander",
        "born_on": "2013-05-01",
        "language": "Polish",
        "year_group": "Year 9",
        "contacts": [
            {
                "name": "Ada Zander",
                "relation": "mother",
                "is_responsible": True,
                "address": "1 High Street",
                "city": "Millby",
                "postcode": "ME14 1XQ",
                "phone": "01632 960001",
            }
        ],
        "practitioners": [
            {
                "name": "Bo Fenn",
                "role": "Social worker",
                "agency": "Millby Council",
                "is_lead": True,
            }
        ],
    },
    "story": {"family_views_how": "At home", "family_views_on": "2026-06-03"},
    "needs": [
        {
            "code": "ASD",
            "detail": "Seeks quiet",
            "assessed_on": "2026-06-02",
            "assessed_for": HEALTH,
        }
    ],
    "attempts": [
        {
            "what": "Short breaks",
            "from_on": "2026-03-01",
            "until_on": "2026-05-01",
            "cost_pence": 120000,
            "effect": "It helped",
        }
    ],
    "preparation": {"has_health_need": True, "health_told_on": "2026-06-04"},
    "plans": {"review_plan": "Each term", "split_reason": "Health leads"},
    "declaration": {"attached": ["risk_assessment"]},
}


class TestHistory:
    @pytest.mark.parametrize(
        ("kind", "payload", "what", "detail"),
        [
            ("started", {}, "Request started", ""),
            ("option_weighed", {"letter": "B"}, "Option weighed", "Option B"),
            ("option_dropped", {"letter": "C"}, "Option taken out", "Option C"),
            ("return_to_referrer", {"remark": 1}, "Sent back to the referrer", "They moved."),
            ("withdraw", {"remark": 1}, "Withdrawn", "They moved."),
            ("reserve_refused", {"reason": "Short"}, "Money could not be reserved", "Short"),
            (
                "papers_circulated",
                {"papers": []},
                "Papers sent to members",
                "The request and its advice; it has no papers",
            ),
            ("advice_given", {"agency": "social-care"}, "Advice given", "By Social care"),
            ("put_on_agenda", {"meeting": 3, "item": 2}, "Put on an agenda", "Meeting 3, item 2"),
            (
                "share_approved",
                {"agency": "social-care", "this_year_pence": 102_600},
                "Share approved",
                "Social care, £1,026.00 in the first financial year",
            ),
            ("record_issued", {"record": "R/1"}, "Decision record issued", "R/1"),
            ("seen_by_nobody", {}, "Seen by nobody", ""),
        ],
    )
    def test_tells_each_kind(
        self, kind: str, payload: dict[str, Any], what: str, detail: str
    ) -> None:
        event = Event(kind=kind, payload=payload, by="a@b.example", at=MONDAY_9AM, sequence=1)

        (told,) = history.happenings(
            [event], {"a@b.example": "Ada"}, {1: "They moved."}, may_read_fund=True
        )

        assert (told.what, told.detail, told.who) == (what, detail, "Ada")

    def test_says_that_the_system_did_it(self) -> None:
        event = Event(kind="record_frozen", payload={"record": "R"}, by="", sequence=1)

        assert history.happenings([event], {}, {}, may_read_fund=True)[0].who == "The system"

    def test_a_question_stands_until_it_is_answered(self) -> None:
        asked = Event(kind="return_to_referrer", payload={"remark": 7}, sequence=2)
        answered, said = Event(kind="submit", payload={}, sequence=3), {7: "Why?"}

        assert history.question([], said) == ""
        assert history.question([asked], said) == "Why?"
        assert history.question([answered, asked], said) == ""


@pytest.mark.django_db
class TestAdvising:
    def test_hides_advice_from_other_agencies_until_all_are_in(self) -> None:
        made = a_request(Stage.ADVICE)
        give_advice(made, HEALTH)
        placement_request = queries.in_full(PlacementRequest.objects.filter(pk=made.pk)).get()
        referrer = access.of(a_person(Role.REFERRER, EDUCATION), on=TODAY)
        adviser = access.of(a_person(Role.ADVISER, HEALTH), on=TODAY)

        waiting, sent, _ = advising.cards(
            placement_request, kept=advice_queries.kept_from(referrer, placement_request)
        )
        _, own, _ = advising.cards(
            placement_request, kept=advice_queries.kept_from(adviser, placement_request)
        )

        assert (waiting.state, waiting.foot[:3]) == ("Waiting", "Due")
        assert (sent.state, sent.summary) == ("Sent", "")
        assert (own.state, own.tone) == ("Supports", Tone.GOOD)
        assert own.summary == "It would meet the need."
        assert own.foot.endswith("in time")
        assert advising.how_many(placement_request) == (
            "1 of 3 in. Each stays hidden until all are."
        )

    def test_shows_all_once_all_are_in(self) -> None:
        placement_request = in_full(Stage.READY)

        assert {card.state for card in advising.cards(placement_request, kept=set())} == {
            "Supports"
        }
        assert advising.how_many(placement_request).startswith("3 of 3 in.")

    def test_says_how_late_it_came(self) -> None:
        placement_request = in_full(Stage.READY)
        for advice in placement_request.advice.all():
            advice.due_on = TODAY - timedelta(days=2)

        assert advising.cards(placement_request, kept=set())[0].foot.endswith("2 days late")

    def test_says_nothing_before_any_is_asked(self) -> None:
        placement_request = in_full()

        assert advising.cards(placement_request, kept=set()) == []
        assert advising.how_many(placement_request) == ""


@pytest.mark.django_db
class TestComparison:
    def test_shows_suitability_before_cost(self) -> None:
        compared = comparison.compare(in_full())

        headings = [row.heading for row in compared.rows]
        cells = {row.heading: [cell.words for cell in row.cells] for row in compared.rows}
        assert headings.index("Meets needs") < headings.index("Cost a week")
        assert [option.is_recommended for option in compared.options] == [False, True]
        assert cells["Meets needs"] == ["○ Partly", "✓ Yes"]
        assert cells["Cost a week"] == ["–", "£3,420.01"]
        (paid_by_education,) = (
            row.cells[1] for row in compared.rows if row.heading == "Education"
        )
        assert (paid_by_education.words, paid_by_education.note) == (
            "£1,368.01",
            "40% of a full year",
        )
        assert cells["From home"] == ["3 miles", "40 miles"]
        assert cells["Can start"] == ["Not recorded", "5 October 2026"]

    @pytest.mark.parametrize(
        ("units", "said"),
        [
            (["week"], "in one of its 38 weeks"),
            (["year"], "a 52nd of a year’s price"),
            (
                ["week", "year"],
                "in one of its 38 weeks, and of what is priced by term or year a 52nd",
            ),
            (["once"], ""),
        ],
    )
    def test_says_on_which_basis_a_week_costs_so_much(self, units: list[str], said: str) -> None:
        lines = [CHOSEN["cost_lines"][0] | {"unit": unit} for unit in units]
        in_term = CHOSEN | {"weeks_per_year": 38, "cost_lines": lines}

        (row,) = (
            row
            for row in comparison.compare(in_full(options=[LOCAL, in_term])).rows
            if row.heading == "Cost a week"
        )
        assert row.cells[1].note == said

    def test_tells_the_way_from_home(self) -> None:
        near = LOCAL | {"miles": 1}
        far = CHOSEN | {"miles": 18, "travel_minutes": 35}

        compared = comparison.compare(in_full(options=[near, far]))

        (way,) = (row for row in compared.rows if row.heading == "From home")
        assert [cell.words for cell in way.cells] == ["1 mile", "18 miles, 35 minutes"]

    def test_shows_how_the_recommended_options_cost_was_worked_out(self) -> None:
        days, care, rounded = comparison.workings(in_full())

        assert days == "Days counted: 5 October 2026 to 31 March 2027, 178 in all."
        assert care == "Residential care: £3,420.01 a week ÷ 7 × 178 days = £86,965.97"
        assert rounded.startswith("Each line is rounded to the penny in each year")

    def test_adds_a_full_year_up_by_its_lines_as_they_are_rounded(self) -> None:
        lines = (
            Line(name, rate, "week", 52, {})
            for name, rate in (("Home", 2_050_00), ("Therapy", 1_200_00), ("School", 780_00))
        )
        year = costing.financial_year(date(2026, 10, 5))

        *_, full_year, _ = comparison.worked_out(costing.cost(lines, placed=year, year=year))

        assert full_year == (
            "Full year: Home £106,892.86 + Therapy £62,571.43 + School £40,671.43 = £210,135.72"
        )

    def test_has_nothing_to_work_out_without_dates(self) -> None:
        undated = {name: value for name, value in CHOSEN.items() if not name.endswith("s_on")}

        assert comparison.workings(in_full(options=[undated])) == []


@pytest.mark.django_db
class TestDates:
    def test_say_why(self) -> None:
        made = a_request(Stage.ADVICE)

        card, *_ = dates.clock_cards(clocks.clocks_of(made.reference), on=TODAY)

        assert card.reasons[0] == ("It started on Monday 7 September 2026, which is not counted.")
        assert card.elapsed_percent == 0
        assert card.finished == ""

    def test_say_how_a_clock_ended(self) -> None:
        made = a_request(Stage.READY)

        card, *_ = dates.clock_cards(clocks.clocks_of(made.reference), on=TODAY)

        assert card.finished.endswith("on 7 September 2026")
        assert card.finished_tone is Tone.GOOD

    def test_name_the_last_working_day_before_a_day_of_rest(self) -> None:
        told = {"story": "Told.", "outcomes_sought": "Better.", "child_views": "Yes."}
        made = a_request(
            Stage.SUBMITTED, story=told | {"plan_requested_on": "2026-08-15"}
        )  # 20 weeks on is a Saturday

        (card,) = dates.clock_cards(clocks.open_clocks(made.reference), on=TODAY)

        assert card.reasons[-1] == (
            "Work to Thursday 31 December 2026, the last working day in time."
        )


@pytest.mark.django_db
class TestIdentity:
    def test_names_a_child_by_initials_and_age(self) -> None:
        shown = identity.identity(in_full(), actions=(), on=date(2026, 4, 30))

        assert shown.heading == "Q.Z., age 12"
        assert shown.facts[0].value == "Autism"
        assert "Quill" not in str(shown)

    def test_says_when_no_need_is_named(self) -> None:
        shown = identity.identity(in_full(needs=[]), actions=(), on=TODAY)

        assert shown.facts[0].value == "Not named yet"

    @pytest.mark.parametrize(
        ("stage", "now", "done"),
        [
            (Stage.DRAFT, "Started", 0),
            (Stage.ADVICE, "Advice", 2),
            (Stage.DECLINED, None, 7),
            (Stage.APPROVED, "Approved and funded", 7),
            (Stage.ENDED, None, 10),
        ],
    )
    def test_tracks_the_stage(self, stage: Stage, now: str | None, done: int) -> None:
        made = a_request(stage)

        steps = identity.steps(made, list(audit.history(made.reference)))

        assert [step.words for step in steps if step.is_now] == ([now] if now else [])
        assert sum(step.is_done for step in steps) == done
        assert steps[0].when == "7 Sep 2026"

    def test_tracks_nothing_once_withdrawn(self) -> None:
        made = a_request(Stage.WITHDRAWN)

        assert identity.steps(made, list(audit.history(made.reference))) == []

    @pytest.mark.parametrize(
        ("stage", "shown"),
        [
            (
                Stage.DECLINED,
                "Started, With the panel team, Advice, Ready for panel, On an agenda, Considered, "
                "Declined",
            ),
            (
                Stage.URGENT,
                "Started, With the panel team, Taken as urgent, Agencies approve, "
                "Approved and funded, Placed, Ended",
            ),
        ],
    )
    def test_tracks_what_did_happen_and_will_alone(self, stage: Stage, shown: str) -> None:
        made = a_request(stage)
        if stage is Stage.URGENT:
            decide_urgently(made)
            made.refresh_from_db()

        steps = identity.steps(made, list(audit.history(made.reference)))

        assert ", ".join(step.words for step in steps) == shown
        assert all(bool(step.when) == (step.is_done or step.is_now) for step in steps)

    def test_tracks_what_happened_since_it_was_opened_again(self) -> None:
        made = a_request(Stage.DECLINED)
        operations.reopen(
            placement_request_id=made.pk,
            ground=ReopeningGround.EVIDENCE,
            reason="A new assessment came.",
            by=a_person(Role.COORDINATOR),
            at=MEETING_DAY,
        )
        take_urgently(made)
        made.refresh_from_db()

        steps = identity.steps(made, list(audit.history(made.reference)))

        assert [(step.words, step.when) for step in steps if step.when] == [
            ("Started", "7 Sep 2026"),
            ("With the panel team", "21 Sep 2026"),
            ("Taken as urgent", "7 Sep 2026"),
        ]


@pytest.mark.django_db
class TestNotices:
    def test_tell_the_question(self) -> None:
        assert _notice(Stage.RETURNED).words == "Which school was tried before?"

    def test_tell_why_it_was_withdrawn(self) -> None:
        assert _notice(Stage.WITHDRAWN).words == "The family moved away."

    def test_tell_the_latest_date_and_how_many_more(self) -> None:
        late = _notice(Stage.ADVICE, on=date(2027, 1, 1))

        assert late.title == "A date has passed"
        assert late.words.endswith("2 more: see the clocks.")

    def test_tell_one_late_date_alone(self) -> None:
        made = a_request(Stage.ADVICE)
        give_advice(made, EDUCATION, SOCIAL_CARE)
        cards = dates.clock_cards(clocks.open_clocks(made.reference), on=date(2027, 1, 1))

        told = notices.notice(made, [], {}, cards)

        assert told is not None
        assert "more" not in told.words

    def test_tell_nothing_when_nothing_is_the_matter(self) -> None:
        made = a_request(Stage.ADVICE)

        assert notices.notice(made, [], {}, []) is None


@pytest.mark.django_db
class TestSummaries:
    def test_answer_what_is_missing_too(self) -> None:
        answers = answers_of(in_full(story={}))

        assert answers["The child’s own words"] == "Not recorded"
        assert answers["Parents and carers"] == "Not recorded"
        assert answers["Option B"].startswith("Recommended. Alder Vale")

    def test_answer_why_there_are_no_views(self) -> None:
        answers = answers_of(in_full(story={"child_views_absent_because": "Three weeks old"}))

        assert answers["The child’s own words"] == "Three weeks old"

    def test_tell_everything_that_the_referrer_wrote(self) -> None:
        answers = answers_of(in_full(**EVERYTHING))

        assert answers["Mother"] == (
            "Ada Zander\nHolds parental responsibility\n"
            "1 High Street, Millby, ME14 1XQ\n01632 960001"
        )
        assert answers["Social worker"] == (
            "Bo Fenn\nMillby Council\nKey worker or lead practitioner"
        )
        assert answers["Language at home"] == "Polish"
        assert answers["Year group"] == "Year 9"
        assert answers["Needs"] == "Autism. Seeks quiet. Assessed for Health on 2 June 2026"
        assert answers["Tried before"] == (
            "Short breaks. From 1 March 2026. Until 1 May 2026. It cost £1,200.00. It helped"
        )
        assert answers["Review"] == "Each term"
        assert answers["Why the cost is shared so"] == "Health leads"
        assert answers["Documents with it"] == "Risk assessment"
        assert answers["How the family was asked"] == "At home, 3 June 2026"
        assert answers["Health told"] == "4 June 2026"

    def test_lead_to_where_each_answer_is_changed(self) -> None:
        told = summaries.chapters(in_full(), may_change=True)

        assert all(fact.change for chapter in told for fact in chapter.facts)
        assert not any(
            fact.change for chapter in summaries.chapters(in_full()) for fact in chapter.facts
        )

    def test_gates_name_what_is_missing(self) -> None:
        checks = gates.checks(in_full(options=[]), on=TODAY)

        assert next(check.words for check in checks if check.passes is False) == (
            "Local options compared"
        )
        assert all(check.detail for check in checks if check.passes is False)


@pytest.mark.django_db
class TestNextSteps:
    @pytest.mark.parametrize(
        ("stage", "role", "agency", "words"),
        [
            (Stage.DRAFT, Role.REFERRER, SOCIAL_CARE, ["Write the request"]),
            (Stage.RETURNED, Role.REFERRER, SOCIAL_CARE, ["Write the request"]),
            (Stage.SUBMITTED, Role.REFERRER, SOCIAL_CARE, []),
            (Stage.SUBMITTED, Role.COORDINATOR, "", ["Check the request"]),
            (
                Stage.ADVICE,
                Role.COORDINATOR,
                "",
                [
                    "Invite an adviser from outside",
                    "Send it back to the referrer",
                ],
            ),
            (Stage.ADVICE, Role.ADVISER, HEALTH, ["Give Health’s advice"]),
            (Stage.READY, Role.ADVISER, HEALTH, ["Change Health’s advice"]),
            (Stage.LISTED, Role.ADVISER, HEALTH, []),
            (
                Stage.DEFERRED,
                Role.COORDINATOR,
                "",
                ["Ask for advice again"],
            ),
            (Stage.APPROVED, Role.AUDITOR, "", []),
        ],
    )
    def test_are_each_persons_own(
        self, stage: Stage, role: Role, agency: str, words: list[str]
    ) -> None:
        placement_request = in_full(stage)
        held = access.of(a_person(role, agency), on=TODAY)

        actions = next_steps.actions(placement_request, held)

        assert [action.words for action in actions] == words

    def test_every_stage_says_what_happens_next(self) -> None:
        assert set(next_steps.NEXT) == set(Stage)
        assert next_steps.next_words(in_full()).startswith("The referrer finishes")


def _notice(stage: Stage, on: date = TODAY) -> notices.Notice:
    made = a_request(stage)
    cards = dates.clock_cards(clocks.open_clocks(made.reference), on=on)
    events = list(audit.history(made.reference))
    told = notices.notice(made, events, remarks.said_with(events), cards)
    assert told is not None
    return told
