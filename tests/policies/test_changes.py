"""Saying what differs between two policies."""

from panel.policies import changes, documents

KENT = (documents.FOLDER / "kent.toml").read_text(encoding="utf-8")


def test_names_each_rule_that_differs_with_both_values_in_words():
    before = documents.parse(KENT)
    after = documents.parse(
        KENT.replace("members_min = 4", "members_min = 5").replace(
            "submit = { days = 10 }", 'submit = { weekday = "monday" }'
        )
    )

    told = [
        (change.path, change.before, change.after) for change in changes.between(before, after)
    ]
    assert told == [
        ("papers.submit", "10 working days before", "the Monday before"),
        ("quorum.members_min", "4 people", "5 people"),
    ]


def test_a_policy_doesn_t_differ_from_itself():
    assert not list(changes.between(documents.parse(KENT), documents.parse(KENT)))
