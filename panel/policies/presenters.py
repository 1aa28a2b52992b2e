"""What the pages of rules say, as plain values. Nothing here asks the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from panel import working_days
from panel.policies import catalogue, changes, coverage
from panel.policies.models import PolicyVersion
from panel.policies.schema import Policy
from panel.policies.schema import Section as Part
from panel.policies.wording import in_words
from panel.presentation import formatting
from panel.presentation.parts import Fact, Link
from panel.presentation.tones import Tone
from panel.working_days import ONE_DAY


@dataclass(frozen=True)
class Standing:
    """Whether a version is in force: components/tag.html."""

    words: str
    tone: Tone


@dataclass(frozen=True)
class Rule:
    """One rule as a panel states it; each member of a list has a line of its own."""

    path: str
    meaning: str
    lines: tuple[str, ...]
    rules: str
    is_obeyed: bool


@dataclass(frozen=True)
class Section:
    """One part of the rules."""

    name: str
    title: str
    meaning: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Row:
    """One version in the list of versions."""

    link: Link
    panel: str
    period: str
    standing: Standing
    fingerprint: str


def rows(versions: Iterable[PolicyVersion], *, on: date) -> list[Row]:
    """Return versions of any panels with how each stands on a day; the latest come first."""
    found: list[Row] = []
    later: dict[int, PolicyVersion] = {}
    for version in versions:
        following = later.get(version.panel_id)
        found.append(
            Row(
                link=Link(f"Version {version.number}", address(version)),
                panel=version.panel.name,
                period=period(version, following),
                standing=standing(version, following, on=on),
                fingerprint=formatting.fingerprint(version.sha256),
            )
        )
        later[version.panel_id] = version
    return found


def address(version: PolicyVersion) -> str:
    """Return where a version is read."""
    return f"/settings/policies/{version.panel.code}/{version.number}/"


def period(version: PolicyVersion, following: PolicyVersion | None) -> str:
    """Return from when a version holds, and until which day, its last."""
    starts = f"From {formatting.day(version.effective_from)}"
    if following is None:
        return starts
    return f"{starts} until {formatting.day(following.effective_from - ONE_DAY)}"


def standing(version: PolicyVersion, following: PolicyVersion | None, *, on: date) -> Standing:
    """Return whether a version is in force on a day, not yet, or no longer."""
    if version.effective_from > on:
        return Standing("Not yet in force", Tone.INFO)
    if following is not None and following.effective_from <= on:
        return Standing("Replaced", Tone.PLAIN)
    return Standing("In force", Tone.GOOD)


def about(version: PolicyVersion, following: PolicyVersion | None, *, on: date) -> list[Fact]:
    """Return what is known of a version beside its rules."""
    return [
        Fact("Holds", period(version, following)),
        Fact("To be reviewed by", _review(version, following, on=on)),
        Fact("Loaded by", version.loaded_by or "The system"),
        Fact("Document", formatting.fingerprint(version.sha256)),
    ]


def _review(version: PolicyVersion, following: PolicyVersion | None, *, on: date) -> str:
    """Return by when the panel looks at its rules anew, and whether that is overdue."""
    months = version.policy.identity.review_months
    due_on = working_days.add_months(version.effective_from, months)
    is_overdue = due_on < on and following is None
    return f"{formatting.day(due_on)}{': overdue' if is_overdue else ''}"


def sections(policy: Policy) -> list[Section]:
    """Return every rule of a policy, by section."""
    return [
        Section(
            name=group.name,
            title=group.title,
            meaning=group.meaning,
            rules=tuple(
                _rule(field, getattr(getattr(policy, group.name), field.name))
                for field in group.fields
                if "[]" not in field.path
            ),
        )
        for group in catalogue.groups()
    ]


def differences(before: PolicyVersion | None, version: PolicyVersion) -> list[changes.Change]:
    """Return what a version changed; nothing for a panel's first."""
    return [] if before is None else list(changes.between(before.policy, version.policy))


def _rule(field: catalogue.Field, value: Any) -> Rule:
    members = value if isinstance(value, tuple) and value else (value,)
    return Rule(
        path=field.path,
        meaning=field.meaning,
        lines=tuple(_line(member, field.unit) for member in members),
        rules=", ".join(field.rules),
        is_obeyed=field.path in coverage.obeyed() and not all(map(_is_for_people, members)),
    )


def _line(member: Any, unit: str) -> str:
    """Write one of a rule's values; what only people keep, among what the system does, says so."""
    words = _capital(in_words(member, unit))
    return f"{words} (for people to follow)" if _is_for_people(member) else words


def _is_for_people(member: Any) -> bool:
    return isinstance(member, Part) and member.is_for_people


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
