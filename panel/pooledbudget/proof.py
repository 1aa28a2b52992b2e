"""
Proof of the books from their entries alone: nothing is believed that can be added up again.

`manage.py prove` asks for the faults of every fund; no faults is the good answer. Entries are
read a page at a time, because one long look would make the busy rows slow for everybody.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from panel.pooledbudget import chain
from panel.pooledbudget.models import Fund

PAGE = 5_000  # entries

ENTRIES = """
    SELECT entry.previous_hash, entry.hash, entry.fund_year_id, entry.number, entry.key,
        entry.asked, entry.verb, entry.memo, entry.about, entry.effective_on, entry.posted_at,
        entry.posted_by, entry.reverses_id, listed.lines, listed.sum
    FROM pooledbudget_journalentry entry
    CROSS JOIN LATERAL (
        SELECT coalesce(string_agg(
                concat_ws(' ', account_id, side, amount_pence, ''), '' ORDER BY id), '') AS lines,
            sum(CASE side WHEN 'debit' THEN amount_pence ELSE -amount_pence END) AS sum
        FROM pooledbudget_posting WHERE entry_id = entry.id
    ) listed
    WHERE entry.fund_id = %s AND entry.number > %s ORDER BY entry.number LIMIT %s
"""

BALANCES = """
    SELECT account.id, account.balance_pence, coalesce(sum(
        CASE posting.side WHEN account.normal_side THEN amount_pence ELSE -amount_pence END), 0)
    FROM pooledbudget_account account
    JOIN pooledbudget_fundyear fund_year ON fund_year.id = account.fund_year_id
    LEFT JOIN pooledbudget_posting posting ON posting.account_id = account.id
    WHERE fund_year.fund_id = %s GROUP BY account.id ORDER BY account.id
"""

RUNNING_BALANCES = """
    SELECT account_id, entry_id FROM (
        SELECT posting.account_id, posting.entry_id, balance_after_pence, sum(
            CASE side WHEN account.normal_side THEN amount_pence ELSE -amount_pence END
        ) OVER (PARTITION BY posting.account_id ORDER BY entry.number) AS added
        FROM pooledbudget_posting posting
        JOIN pooledbudget_account account ON account.id = posting.account_id
        JOIN pooledbudget_journalentry entry ON entry.id = posting.entry_id
        WHERE entry.fund_id = %s
    ) postings WHERE balance_after_pence <> added ORDER BY entry_id, account_id
"""

OVERDRAWN = """
    SELECT entry.about, account.id, sum(
        CASE posting.side WHEN account.normal_side THEN amount_pence ELSE -amount_pence END)
    FROM pooledbudget_journalentry entry
    JOIN pooledbudget_posting posting ON posting.entry_id = entry.id
    JOIN pooledbudget_account account ON account.id = posting.account_id
    WHERE entry.fund_id = %s AND account.is_per_request
    GROUP BY entry.about, account.id
    HAVING sum(
        CASE posting.side WHEN account.normal_side THEN amount_pence ELSE -amount_pence END) < 0
    ORDER BY entry.about, account.id
"""

STRAYS = """
    SELECT entry.number FROM pooledbudget_journalentry entry
    LEFT JOIN pooledbudget_posting posting ON posting.entry_id = entry.id
    LEFT JOIN pooledbudget_account account
        ON account.id = posting.account_id AND account.fund_year_id = entry.fund_year_id
    LEFT JOIN pooledbudget_fundyear fund_year
        ON fund_year.id = account.fund_year_id AND fund_year.fund_id = entry.fund_id
    WHERE entry.fund_id = %s AND fund_year.id IS NULL ORDER BY entry.number
"""


def faults(fund: Fund) -> list[str]:
    """Return a sentence for everything in a fund's books that its entries don't bear out."""
    return [*_chain_faults(fund), *_balance_faults(fund), *_line_faults(fund)]


def _chain_faults(fund: Fund) -> Iterator[str]:
    head, number = "", 0
    while page := _rows(ENTRIES, fund, number, PAGE):
        for previous_hash, digest, *content, pence in page:
            number += 1
            entry = chain.Sealed(*content)
            if entry.number != number:
                yield f"{fund}: entry {number} is missing before entry {entry.number}."
                number = entry.number
            if pence != 0:
                yield f"{fund}: entry {number} sums to {pence}p and not to 0p."
            if previous_hash != head or digest != chain.seal(previous_hash, entry):
                yield f"{fund}: the seal of entry {number} is broken."
            head = digest


def _balance_faults(fund: Fund) -> Iterator[str]:
    for account_id, kept, added in _rows(BALANCES, fund):
        if kept != added:
            yield f"{fund}: account {account_id} says {kept}p; its postings come to {added}p."
    for account_id, entry_id in _rows(RUNNING_BALANCES, fund):
        yield f"{fund}: the balance of account {account_id} after entry id {entry_id} is wrong."


def _line_faults(fund: Fund) -> Iterator[str]:
    for about, account_id, pence in _rows(OVERDRAWN, fund):
        yield f"{fund}: {about} holds {pence}p on account {account_id}."
    for (number,) in _rows(STRAYS, fund):
        yield f"{fund}: entry {number} has no postings, or some outside its year."


def _rows(query: str, fund: Fund, *arguments: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [fund.pk, *arguments])
        return list(cursor.fetchall())
