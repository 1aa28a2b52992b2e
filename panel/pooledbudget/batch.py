"""Many entries of one fund year at once, by the journal's own doorway: see `journal`."""

from collections.abc import Sequence
from datetime import datetime

from django.db import DatabaseError, connection

from panel.agencies.models import Person
from panel.pooledbudget import refusals
from panel.pooledbudget.journal import Draft, array, check

# `ledger_post` is called row by row in the order of the arrays.
POST_ALL = """
    SELECT posted.entry_id
    FROM (SELECT %s::bigint AS fund_year, %s::timestamptz AS at, %s::text AS by) AS these,
        unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::date[],
               %s::text[], %s::text[], %s::text[])
            WITH ORDINALITY AS asked(key, fingerprint, verb, memo, about, effective_on,
                                     accounts, sides, amounts, place),
        LATERAL ledger_post(
            these.fund_year, asked.key, asked.fingerprint, asked.verb, asked.memo, asked.about,
            asked.effective_on, these.at, these.by, NULL, asked.accounts::bigint[],
            asked.sides::text[], asked.amounts::bigint[]) AS posted
    ORDER BY place
"""


def post_all(
    drafts: Sequence[tuple[Draft, str]], *, fund_year_id: int, by: Person, at: datetime
) -> list[int]:
    """
    Post many entries of one fund year, all or none, in one statement; return their ids.

    Each draft comes with its key. None may be a repeat or a reversal: who loads many knows which
    were posted before. Raises what `post` raises, for the first that is refused.
    """
    for draft, _ in drafts:
        check(draft)
    columns: list[list[object]] = [
        [key for _, key in drafts],
        [draft.fingerprint for draft, _ in drafts],
        [draft.verb.value for draft, _ in drafts],
        [draft.memo for draft, _ in drafts],
        [draft.about for draft, _ in drafts],
        [draft.effective_on for draft, _ in drafts],
    ]
    # Each entry's accounts, sides and amounts, as PostgreSQL reads arrays.
    lines = [[array(column) for column in draft.columns] for draft, _ in drafts]
    columns += [[*column] for column in zip(*lines, strict=True)]
    with connection.cursor() as cursor:
        try:
            cursor.execute(POST_ALL, [fund_year_id, at, by.username, *columns])
        except DatabaseError as error:
            raise refusals.of(error, about="The list", key="") from error
        return [pk for (pk,) in cursor.fetchall()]
