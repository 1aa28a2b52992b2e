"""What is said of every rule that a policy can state."""

import re

from panel.policies import catalogue
from panel.policies.schema import Policy

KINDS_OF_RULE = {f"T{number:03}" for number in range(1, 125)}
FIELDS = {field.path: field for group in catalogue.groups() for field in group.fields}


def test_every_kind_of_published_rule_has_a_field():
    assert {rule for field in FIELDS.values() for rule in field.rules} == KINDS_OF_RULE


def test_every_field_says_in_a_sentence_what_it_means():
    wordless = [path for path, field in FIELDS.items() if not field.meaning.endswith(".")]

    assert not wordless


def test_every_section_says_in_a_sentence_what_it_holds():
    assert [group.name for group in catalogue.groups()] == list(Policy.model_fields)
    assert all(group.meaning.endswith(".") for group in catalogue.groups())


def test_a_number_s_unit_is_stated_or_its_words_say_it():
    bare = [
        path
        for path, field in FIELDS.items()
        if field.kind.startswith("whole number")
        and not field.unit
        and not re.search("meetings|often|weight|every", field.meaning.lower())
    ]

    assert not bare


def test_tells_kind_limits_unit_and_default():
    people = FIELDS["quorum.members_min"]
    assert (people.kind, people.unit, people.default) == (
        "whole number, or none, at least 1",
        "people",
        "none",
    )
    assert FIELDS["papers.submit"].kind == "lead"
    assert FIELDS["papers.submit"].default == "10 working days before"
    assert FIELDS["advice.from_agencies"].default == "must be given"
    assert FIELDS["funding.reserve_when"].kind == "`listed` or `considered`"
    assert FIELDS["membership.seats[].grade"].kind.endswith("`chief_officer`, or none")


def test_describes_the_kinds_of_value_once():
    names = {kind.name for kind in catalogue.kinds()}

    assert names == {"duration", "lead", "recurrence", "part", "day of year", "agency share"}
    assert not any(path.startswith("papers.submit.") for path in FIELDS)
