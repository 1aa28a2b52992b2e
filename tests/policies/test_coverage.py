"""What is claimed of each kind of rule is there: code, field, and test."""

import ast
import pkgutil
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from panel.policies import catalogue, coverage

BY_RULE = coverage.by_rule()
OBEYED = {rule: told for rule, told in BY_RULE.items() if told.where}
RULES_OF = {field.path: field.rules for group in catalogue.groups() for field in group.fields}


@cache
def named_in(file: Path) -> frozenset[str]:
    """Return the tests of a file as pytest names them, without their parameters."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    outer = [("", tree.body)]
    outer += [
        (f"{node.name}::", node.body) for node in tree.body if isinstance(node, ast.ClassDef)
    ]
    return frozenset(
        f"{before}{node.name}"
        for before, body in outer
        for node in body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def test_every_kind_of_rule_is_told_of_in_order():
    assert list(BY_RULE) == [f"T{number:03}" for number in range(1, 125)]


@pytest.mark.parametrize("rule", BY_RULE)
def test_a_rule_is_obeyed_somewhere_and_proved_or_else_stored_only(rule: str):
    told = BY_RULE[rule]

    assert bool(told.where) == bool(told.tests) == bool(told.how)
    assert told.where or not told.fields
    assert told.fields or told.note or not told.where


@pytest.mark.parametrize("rule", OBEYED)
def test_what_obeys_a_rule_is_there(rule: str):
    for path in OBEYED[rule].where:
        assert pkgutil.resolve_name(path) is not None


@pytest.mark.parametrize("rule", OBEYED)
def test_the_fields_obeyed_answer_that_rule(rule: str):
    for path in OBEYED[rule].fields:
        assert rule in RULES_OF[path]


@pytest.mark.parametrize("rule", OBEYED)
def test_the_tests_that_prove_it_are_there(rule: str):
    for node in OBEYED[rule].tests:
        file, _, name = node.partition("::")

        assert name in named_in(settings.BASE_DIR / file), node
