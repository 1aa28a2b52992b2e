"""The reference pages about policies."""

import pytest
from django.conf import settings

from panel.policies import catalogue, coverage, reference

FOLDER = settings.BASE_DIR / "docs" / "reference"


@pytest.mark.parametrize(
    ("page", "text"),
    [("policy.md", reference.policy()), ("rule-coverage.md", reference.rule_coverage())],
    ids=["policy", "rule-coverage"],
)
def test_the_page_that_is_kept_is_current(page: str, text: str):
    assert (FOLDER / page).read_text(encoding="utf-8") == text


def test_every_field_is_described():
    text = reference.policy()

    for group in catalogue.groups():
        for field in group.fields:
            assert f"| `{field.path}` | {field.meaning} |" in text


def test_every_kind_of_rule_has_a_row_with_its_fields():
    text = reference.rule_coverage()

    for rule, told in coverage.by_rule().items():
        assert f"| {rule} | {told.kind} | `" in text
