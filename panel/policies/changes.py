"""What differs between two policies, field by field, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from panel.policies.catalogue import unit_of
from panel.policies.schema import Policy
from panel.policies.wording import in_words


@dataclass(frozen=True)
class Change:
    """One rule that two policies state differently."""

    path: str
    meaning: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.path}: {self.meaning}\n    before: {self.before}\n    after: {self.after}"


def between(before: Policy, after: Policy) -> Iterator[Change]:
    """Yield each rule that differs, in the order of the schema."""
    for section in Policy.model_fields:
        old, new = getattr(before, section), getattr(after, section)
        for name, info in type(new).model_fields.items():
            was, now = getattr(old, name), getattr(new, name)
            if was != now:
                unit = unit_of(info)
                yield Change(
                    path=f"{section}.{name}",
                    meaning=info.description or "",
                    before=in_words(was, unit),
                    after=in_words(now, unit),
                )
