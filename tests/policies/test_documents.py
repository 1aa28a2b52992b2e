"""Reading a panel's rules."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from panel.policies import documents
from panel.policies.schema import Policy

KENT = (documents.FOLDER / "kent.toml").read_text(encoding="utf-8")

LEAST = """
[identity]
title = "A panel"
owner_bodies = ["A council"]
[advice]
from_agencies = ["health"]
"""


def faults_of(text: str) -> list[documents.Fault]:
    """Return what is wrong with a document."""
    with pytest.raises(documents.Faulty) as faulty:
        documents.parse(text)
    return faulty.value.faults


class TestParse:
    @pytest.mark.parametrize("file", sorted(documents.FOLDER.glob("*.toml")), ids=lambda f: f.stem)
    def test_reads_every_document_that_comes_with_the_system(self, file):
        assert isinstance(documents.parse(file.read_text(encoding="utf-8")), Policy)

    def test_names_every_fault_at_once_by_line_and_field(self):
        broken = (
            KENT.replace("members_min = 4", "members_min = 0")
            .replace("chair_required = true", "chair_needed = true")
            .replace("submit = { days = 10 }", 'submit = { days = 10, weekday = "monday" }')
        )

        faults = faults_of(broken)
        assert [(fault.path, fault.sentence) for fault in faults] == [
            ("papers.submit.days", "Give either a number of days or a weekday."),
            ("quorum.members_min", "This must be at least 1."),
            ("quorum.chair_needed", "There is no rule of this name."),
        ]
        lines = broken.splitlines()
        assert "submit" in lines[faults[0].line - 1]
        assert "members_min" in lines[faults[1].line - 1]
        assert "chair_needed" in lines[faults[2].line - 1]

    @pytest.mark.parametrize(
        ("section", "path", "sentence"),
        [
            ("[eligibility]\nage_min = 26", "eligibility.age_min", "youngest age is above"),
            (
                "[quorum]\nmembers_min = 3\nfraction = { numerator = 2, denominator = 3 }",
                "quorum.members_min",
                "either a number of people or a fraction",
            ),
            (
                "[quorum]\nfraction = { numerator = 3, denominator = 2 }",
                "quorum.fraction.numerator",
                "more than the whole",
            ),
            (
                "[[funding.default_shares]]\nagency = 'health'\nbasis_points = 9999",
                "funding.default_shares",
                "9999 basis points, not to 10000",
            ),
            (
                """[authority]
                thresholds = [
                    { amount_pence = 2, period = "week", role = "a", action = "approve" },
                    { amount_pence = 1, period = "week", role = "b", action = "approve" },
                ]""",
                "authority.thresholds",
                "sums by week must rise",
            ),
            ("[decision]\nstatus = 'recommends'", "decision.final_authority", "Say who decides"),
            ("[decision]\nrule = 'chairman'", "decision.rule", "must be one of"),
            ("[meeting]\nmax_items = 10", "meeting.max_items", "more time than a meeting has"),
            (
                "[meeting.recurrence]\nevery = 'month'\nweekday = 'tuesday'",
                "meeting.recurrence.week_of_month",
                "Say which of a month's",
            ),
            ("[transition]\ntrigger_ages = [16, 14]", "transition.trigger_ages", "must rise"),
            ("[fund]\nissues_by = { day = 30, month = 2 }", "fund.issues_by.day", "no such day"),
            ("[fund]\nissues_by = { day = 1, month = 3 }", "fund.issues_by", "come after"),
            (
                "[[reminders.plan]]\nworking_days = 1\nto = 'owner'\n"
                "[[reminders.plan]]\nworking_days = 0\nto = 'owner'",
                "reminders.plan",
                "order",
            ),
            (
                "[[membership.seats]]\ntitle = 'a'\nagency = 'health'",
                "quorum.members_min",
                "more people than have a vote",
            ),
        ],
        ids=lambda value: value.splitlines()[0],
    )
    def test_says_what_contradicts_itself(self, section: str, path: str, sentence: str):
        told = {fault.path: fault.sentence for fault in faults_of(LEAST + section)}

        assert sentence in told[path]

    def test_says_when_it_isn_t_toml_and_where(self):
        (fault,) = faults_of('[identity]\ntitle = "A"\ntitle = "B"')

        assert (fault.line, fault.path) == (3, "")
        assert "This isn't TOML" in str(fault)

    def test_says_when_it_breaks_off(self):
        (fault,) = faults_of('[identity]\ntitle = "A"\n[quorum')

        assert fault.line == 3

    def test_what_it_reads_can_t_be_changed(self):
        policy = documents.parse(KENT)

        with pytest.raises(ValidationError, match="frozen"):
            policy.quorum.members_min = 1


@given(
    start=st.integers(0, len(KENT)),
    length=st.integers(0, 40),
    typed=st.one_of(
        st.text(max_size=12),
        st.sampled_from(["[", "]", "{", "}", '"', "= 3", ".", "\n", "[[seats]]\n", "1e9", "nan"]),
    ),
)
@settings(max_examples=300)
def test_whatever_is_typed_is_read_or_its_faults_are_named(start: int, length: int, typed: str):
    text = KENT[:start] + typed + KENT[start + length :]

    faults = found_in(text)
    assert all(1 <= fault.line <= text.count("\n") + 1 for fault in faults)
    assert all(fault.sentence.endswith(".") for fault in faults)


def found_in(text: str) -> list[documents.Fault]:
    """Return what is wrong with a document that may be whole."""
    try:
        documents.parse(text)
    except documents.Faulty as faulty:
        return faulty.faults
    return []
