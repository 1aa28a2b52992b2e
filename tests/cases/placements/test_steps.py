"""The steps and the law's flags that come with a placement, from plain values."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from panel import working_days
from panel.cases.placements.flags import flags
from panel.cases.placements.stay import DatedStep, Stay, Under
from panel.cases.placements.steps import steps
from panel.cases.vocabulary import LegalStatus, Setting
from panel.cases.vocabulary.placements import TaskKind
from panel.policies import documents
from panel.policies.schema import Policy

KENT = documents.parse((documents.FOLDER / "kent.toml").read_text(encoding="utf-8"))
STAY = Stay(
    born_on=date(2013, 5, 1),
    first_day=date(2026, 10, 5),
    last_day=date(2028, 7, 31),
    setting=Setting.RESIDENTIAL_52,
    legal_status=LegalStatus.NONE,
)


def owed(stay: Stay, policy: Policy = KENT) -> list[DatedStep]:
    return steps(stay, Under(policy, "Northmere, version 1", date(2010, 4, 1)))


def due(stay: Stay) -> dict[tuple[str, str], date]:
    return {(step.kind, step.key): step.due_on for step in owed(stay)}


class TestSteps:
    def test_three_months_away_the_council_is_told_and_the_childs_status_decided(self):
        assert due(STAY)[TaskKind.NOTIFY, ""] == date(2027, 1, 5)
        assert due(STAY)[TaskKind.CARE_STATUS, ""] == date(2027, 1, 5)

    def test_a_day_less_than_three_months_asks_for_neither(self):
        short = replace(STAY, last_day=date(2027, 1, 4))

        assert not {TaskKind.NOTIFY, TaskKind.CARE_STATUS} & {kind for kind, _ in due(short)}

    def test_a_day_school_asks_for_neither(self):
        by_day = replace(STAY, setting=Setting.INDEPENDENT_DAY)

        assert not {TaskKind.NOTIFY, TaskKind.CARE_STATUS} & {kind for kind, _ in due(by_day)}

    def test_a_looked_after_child_is_reviewed_within_20_working_days(self):
        looked_after = replace(STAY, legal_status=LegalStatus.CARE_ORDER)

        assert due(looked_after)[TaskKind.CARE_REVIEW, "1"] == date(2026, 11, 2)
        assert (TaskKind.CARE_STATUS, "") not in due(looked_after)

    def test_goes_back_to_the_panel_eight_weeks_before_its_end_and_warns_at_twelve(self):
        renewal = next(step for step in owed(STAY) if step.kind is TaskKind.RENEWAL)

        assert renewal.due_on == date(2028, 6, 5)
        assert renewal.opens_on == date(2028, 5, 8)

    def test_goes_back_before_its_approval_lapses_where_that_is_sooner(self):
        lapsing = replace(STAY, lapses_on=date(2027, 8, 31))

        assert due(lapsing)[TaskKind.RENEWAL, ""] == date(2027, 7, 6)

    def test_a_looked_after_child_is_visited_within_a_week(self):
        looked_after = replace(STAY, legal_status=LegalStatus.CARE_ORDER)

        assert due(looked_after)[TaskKind.CARE_VISIT, "1"] == date(2026, 10, 12)

    def test_each_birthday_named_that_falls_in_the_stay_has_its_step(self):
        young = replace(STAY, first_day=date(2026, 10, 5), last_day=date(2030, 7, 31))

        birthdays = {
            key: day for (kind, key), day in due(young).items() if kind == TaskKind.TRANSITION
        }

        assert birthdays == {
            "14": date(2027, 5, 1),
            "16": date(2029, 5, 1),
            "17": date(2030, 5, 1),
        }

    @given(
        born=st.dates(date(2001, 1, 1), date(2026, 1, 1)),
        first=st.dates(date(2026, 1, 1), date(2027, 1, 1)),
        days=st.integers(0, 1500),
        setting=st.sampled_from(Setting.values),
        status=st.sampled_from(LegalStatus.values),
    )
    def test_every_step_begins_by_its_due_date_and_is_owed_once(
        self, born, first, days, setting, status
    ):
        stay = Stay(born, first, first + timedelta(days=days), setting, status)

        found = owed(stay)

        assert all(step.opens_on <= step.due_on for step in found)
        assert len({(step.kind, step.key) for step in found}) == len(found)
        assert [step.due_on for step in found] == sorted(step.due_on for step in found)


class TestFlags:
    def test_each_names_its_source(self):
        found = flags(STAY, KENT)

        assert [flag.id for flag in found] == ["RES-01", "RES-02", "RES-05"]
        assert all(flag.source for flag in found)

    def test_43_weeks_in_a_school_make_it_a_home_and_42_do_not(self):
        ids = {
            weeks: [flag.id for flag in flags(replace(STAY, weeks_per_year=weeks), KENT)]
            for weeks in (42, 43)
        }

        assert "RES-05" in ids[43]
        assert "RES-05" not in ids[42]

    def test_17_days_may_be_a_short_break_and_18_are_not(self):
        ids = {
            days: [
                flag.id
                for flag in flags(
                    replace(STAY, last_day=STAY.first_day + timedelta(days=days - 1)), KENT
                )
            ]
            for days in (17, 18)
        }

        assert "RES-03" in ids[17]
        assert "RES-03" not in ids[18]

    def test_short_breaks_are_added_up_and_75_days_in_twelve_months_are_the_most(self):
        stay = replace(STAY, last_day=STAY.first_day + timedelta(days=16))
        others = [(date(2026, month, 1), date(2026, month, 17)) for month in (1, 3, 5, 7)]

        few = next(flag for flag in flags(stay, KENT, others=others[1:]) if flag.id == "RES-03")
        many = next(flag for flag in flags(stay, KENT, others=others) if flag.id == "RES-03")

        assert few.words.endswith("With the others it comes to 68.")
        assert many.words.startswith("With the others it comes to 85 days in twelve months.")

    def test_a_looked_after_child_is_said_to_be_one(self):
        looked_after = replace(STAY, legal_status=LegalStatus.ACCOMMODATED)

        assert "RES-04" in [flag.id for flag in flags(looked_after, KENT)]


def test_the_first_day_of_three_months_is_the_corresponding_date():
    assert replace(STAY, last_day=working_days.add_months(STAY.first_day, 3)).is_long


def test_what_english_law_attaches_to_a_stay_is_left_out_elsewhere():
    identity = KENT.identity.model_copy(update={"jurisdiction": "wales"})
    welsh = KENT.model_copy(update={"identity": identity})

    assert flags(STAY, welsh) == []
    assert {step.kind for step in owed(STAY, welsh)} == {step.kind for step in owed(STAY)} - {
        TaskKind.NOTIFY,
        TaskKind.CARE_STATUS,
    }
