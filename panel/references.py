"""References that people can read out: `JRAP-2026-00042`.

The number comes from one row a prefix and year in the table of `agencies.ReferenceCounter`.
"""

from django.db import connection

# One statement takes the row's lock, counts and answers. It names the table and not the model,
# because this file lies below every app.
COUNT_UP = """
    INSERT INTO agencies_referencecounter AS counter (prefix, year, last) VALUES (%s, %s, 1)
    ON CONFLICT (prefix, year) DO UPDATE SET last = counter.last + 1
    RETURNING last
"""


def next_reference(prefix: str, year: int) -> str:
    """Take the next reference under `prefix` in `year`; the first of a year is number 1.

    Belongs in the transaction that uses the reference. Its number returns if that transaction
    fails, so there are no gaps; until it ends, others who ask for the same prefix and year wait.
    """
    assert connection.in_atomic_block, "A reference is taken inside the transaction that uses it."
    with connection.cursor() as cursor:
        cursor.execute(COUNT_UP, [prefix, year])
        (number,) = cursor.fetchone()
    return f"{prefix}-{year}-{number:05d}"
