"""
Proof of the books from their entries alone: nothing is believed that can be added up again.

`manage.py prove` asks for the faults of every fund; no faults is the good answer. `proof.sql` adds
and hashes everything anew where the rows are, and only faults leave the database.
"""

import re
from pathlib import Path

from django.db import connection, transaction

from panel.money import Pence, in_pounds
from panel.pooledbudget.models import Fund

# The sorts of a large fund stay in memory, nothing waits for a compiler that saves no time, and
# tables are read by several processes: PostgreSQL would think it dear to hear what each found.
ROOM = """
    SET LOCAL work_mem = '64MB'; SET LOCAL jit = off; SET LOCAL parallel_tuple_cost = 0
"""
PENCE = re.compile(r"(-?[0-9]+) pence\b")  # as the statement tells amounts
FAULTS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


def faults(fund: Fund) -> list[str]:
    """Return a sentence for everything in a fund's books that its entries don't bear out."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ROOM)
        cursor.execute(FAULTS, {"fund": fund.pk})
        return [f"{fund}: {PENCE.sub(_pounds, sentence)}" for (sentence,) in cursor.fetchall()]


def _pounds(found: re.Match[str]) -> str:
    return in_pounds(Pence(int(found[1])))
