"""Many entries of one fund year at once, with the guards and the chain of `journal.post`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import DatabaseError, connection

from panel.agencies.models import Person
from panel.pooledbudget import refusals
from panel.pooledbudget.journal import Draft, array, check

POST_ALL = "SELECT ledger_post_all(%s, %s, %s, %s, %s, %s, %s, %s, %s::date[], %s, %s, %s, %s)"


def post_all(
    drafts: Sequence[tuple[Draft, str]], *, fund_year_id: int, by: Person, at: datetime
) -> list[int]:
    """
    Post many entries of one fund year, all or none, in one statement; return their ids.

    Each draft comes with its key. None may be a repeat or a reversal: who loads many knows which
    were posted before. Raises what `post` raises, for one of those that are refused.
    """
    for draft, _ in drafts:
        check(draft)
    heads: list[list[Any]] = [
        [key for _, key in drafts],
        [draft.fingerprint for draft, _ in drafts],
        [draft.verb.value for draft, _ in drafts],
        [draft.memo for draft, _ in drafts],
        [draft.about for draft, _ in drafts],
        [draft.effective_on for draft, _ in drafts],
    ]
    lines = [
        (place, line.account_id, line.side.value, line.pence)
        for place, (draft, _) in enumerate(drafts, start=1)
        for line in draft.lines
    ]
    columns = [array(column) for column in zip(*lines, strict=True)]
    with connection.cursor() as cursor:
        try:
            cursor.execute(POST_ALL, [fund_year_id, at, by.username, *heads, *columns])
        except DatabaseError as error:
            raise refusals.of(error, about="The list", key="in the list") from error
        return [pk for (pk,) in cursor.fetchall()]
