"""The two pages of `docs/reference/` about policies, made from the schema and the coverage."""

from collections.abc import Iterable

from panel.policies import catalogue, coverage
from panel.policies.catalogue import Field, Group

POLICY = """# Policy

Written by `manage.py docs` from `panel/policies/schema/`. A panel's rules are one TOML document of
these sections; `manage.py policy check FILE` names every fault by its line and field. What a
document leaves out has the default given here. T-numbers are the kinds of rule found in published
panels; [rule-coverage.md](rule-coverage.md) says what the system makes of each. A path with `[]`
is a field of each member of a list.
"""
COVERAGE = """# Rule coverage

Written by `manage.py docs` from `panel/policies/coverage.toml`, whose head says how to add to it.
Each of the 124 kinds of rule that published panels have can be stated in a policy. The third
column has the field, with a star where something obeys it; the fourth where that is, or that the
rule is stored only; the last the tests that prove it.
"""


def policy() -> str:
    """Describe every field of a policy."""
    sections = [_section(f"`{group.name}`", group) for group in catalogue.groups()]
    kinds = [_section(group.title, group, level="###") for group in catalogue.kinds()]
    return "\n".join([POLICY, *sections, "## Kinds of value\n", *kinds])


def rule_coverage() -> str:
    """Say of every kind of rule where it is stated, where obeyed and what proves it."""
    heads = ("rule", "kind", "fields", "obeyed", "proof")
    paths: dict[str, list[str]] = {}
    for group in catalogue.groups():
        for field in group.fields:
            for rule in () if "[]" in field.path else field.rules:
                paths.setdefault(rule, []).append(_starred(field.path))
    rows = [
        (rule, told.kind, _lines(paths[rule]), _obeyed(told), _lines(map(_coded, told.tests)))
        for rule, told in coverage.by_rule().items()
    ]
    count = sum(bool(told.where) for told in coverage.by_rule().values())
    return f"{COVERAGE}\nObeyed: {count} of {len(rows)}.\n\n{_table(heads, rows)}"


def _section(heading: str, group: Group, *, level: str = "##") -> str:
    heads = ("field", "meaning", "value", "default", "rules")
    rows = [
        (_coded(field.path), field.meaning, _value(field), field.default, ", ".join(field.rules))
        for field in group.fields
    ]
    return f"{level} {heading}\n\n{group.meaning}\n\n{_table(heads, rows)}"


def _value(field: Field) -> str:
    return f"{field.kind}; {field.unit}" if field.unit else field.kind


def _obeyed(told: coverage.Coverage) -> str:
    where = f" in {_lines(map(_coded, told.where))}" if told.where else ""
    note = f" {told.note}" if told.note else ""
    return f"{told.in_words}{where}.{note}"


def _starred(path: str) -> str:
    return f"`{path}`{' ★' if path in coverage.obeyed() else ''}"


def _coded(words: str) -> str:
    return f"`{words}`"


def _lines(words: Iterable[str]) -> str:
    return "<br>".join(words)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
