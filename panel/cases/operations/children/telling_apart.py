"""Whose record it is: no child's is opened by chance, or under another's number."""

from typing import Literal

from panel.agencies.models import Panel
from panel.cases.children import queries as children
from panel.cases.children.queries import NUMBERS
from panel.cases.document import ChildPart, IdentityPart
from panel.cases.models import Child
from panel.refusals import Refusal

#: Whose record is said to be the child's: it is named by its id, or as the one that is proven.
SameAs = int | Literal["proven"]


class ChildDiffers(Refusal):
    """Raised when a number is already recorded for a child of another name or birth date.

    Says nothing of that child: whoever asks may be told of them only by the coordinator.
    """

    def __init__(self, field: str) -> None:
        number = NUMBERS[field]
        super().__init__(
            f"This {number} is another child’s here. Check it, or ask the panel’s coordinator."
        )
        self.field = field


class NotTheSame(Refusal):
    """Raised when a request is to start from a record that isn't proven to be the child's."""


class MayBeKnown(Refusal):
    """Raised when somebody on record is like the child told of, and nobody said if it is they."""


def lock_children_of(panel: Panel) -> None:
    """Let one at a time tell of a panel's children, before any child's row is locked.

    Of two who record a child at once, the second finds the first's; and neither waits for the
    other in a circle.
    """
    Panel.objects.select_for_update(no_key=True).get(pk=panel.pk)


def confirmed(panel: Panel, part: ChildPart, same_as: SameAs | None) -> Child | None:
    """Return the child who was said to be the same, locked; None where nobody said so.

    Raises:
        NotTheSame: that record, or no single one, is proven to be the child's.
    """
    if same_as is None:
        return None
    likenesses = [one for one in children.resembling([panel.pk], part) if one.is_proven]
    meant = [one.child.pk for one in likenesses if same_as in (one.child.pk, "proven")]
    if len(meant) != 1:
        raise NotTheSame(
            "No one record is proven to be of the child you tell of. Give a number that they are "
            "recorded under, or ask the panel’s coordinator."
        )
    return Child.objects.select_for_update().get(pk=meant[0])


def refuse_likeness(panel: Panel, part: ChildPart) -> None:
    """Refuse to record a child anew beside one who may be the same.

    Raises:
        MayBeKnown: somebody on record was born on that day, with a name like it.
    """
    if children.resembling([panel.pk], part):
        raise MayBeKnown(
            "A child born on this day with a name like it is on record. If it is the same child, "
            "say so, and give a number if they are recorded under one; else say that it is "
            "another."
        )


def refuse_numbers_of_others(
    panel: Panel, part: IdentityPart, own: Child | None, *, is_another: bool = False
) -> Child | None:
    """Return the child whose number, family name and birth date these are; None if there is none.

    Raises:
        ChildDiffers: a number is recorded for a child of another name or birth date, for any
            child but `own`, or for anybody where it was said that this `is_another`.
    """
    holders = list(children.holding_numbers([panel.pk], part).select_for_update())
    for holder in holders:
        same = (holder.family_name.casefold(), holder.born_on)
        is_theirs = holder == own if own else same == (part.family_name.casefold(), part.born_on)
        if is_another or len(holders) > 1 or not is_theirs:
            raise ChildDiffers(
                next(
                    field
                    for field in NUMBERS
                    if getattr(part, field) and getattr(part, field) == getattr(holder, field)
                )
            )
    return holders[0] if holders else None
