"""Which texts of a decision record somebody wrote freely: a child's name may stand there."""

from typing import Annotated, Any, get_args

_MARK = "written freely"

#: A text that somebody wrote freely. Names of providers, people and provisions are no such text: a
#: school may share a name with a child.
FreeText = Annotated[str, _MARK]


def is_free(hint: Any) -> bool:
    """Say whether a type is that of free text, or of several, or of some that may be missing."""
    return _MARK in getattr(hint, "__metadata__", ()) or any(map(is_free, get_args(hint)))
