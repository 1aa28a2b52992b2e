-- A sentence for everything in the books of fund %(fund)s that its entries don't bear out.
--
-- One statement, so that all of it is asked of the same moment; the questions stand side by side,
-- so that PostgreSQL may work on several at once. None looks anything up row by row: the time it
-- takes grows with the number of postings and no faster.
WITH fund_account AS NOT MATERIALIZED (
    SELECT account.* FROM pooledbudget_account account
    JOIN pooledbudget_fundyear fund_year ON fund_year.id = account.fund_year_id
    WHERE fund_year.fund_id = %(fund)s
)

-- Are the entries numbered without a gap, sealed, balanced, and within their year?
SELECT sentence FROM (
    SELECT *, previous_hash <> lag(hash, 1, '') OVER chain AS is_unchained,
        lag(number, 1, 0) OVER chain + 1 AS expected
    FROM (
        SELECT entry.id, entry.number, previous_hash, hash, listed.pence,
            (earliest, latest) IS DISTINCT FROM (fund_year_id, fund_year_id) AS is_astray,
            hash <> ledger_hash(
                previous_hash, fund_year_id, number, key, asked, verb, memo, about, effective_on,
                posted_at, posted_by, reverses_id, coalesce(listed.lines, '')) AS is_resealed
        FROM pooledbudget_journalentry entry
        LEFT JOIN (
            SELECT entry_id,
                string_agg(posting.account_id || ' ' || side || ' ' || amount_pence || ' ', ''
                           ORDER BY posting.id) AS lines,
                sum(CASE side WHEN 'debit' THEN amount_pence ELSE -amount_pence END) AS pence,
                min(coalesce(fund_year_id, 0)) AS earliest, max(fund_year_id) AS latest
            FROM pooledbudget_posting posting
            LEFT JOIN fund_account ON fund_account.id = posting.account_id
            GROUP BY entry_id
        ) listed ON listed.entry_id = entry.id
        WHERE entry.fund_id = %(fund)s
        ORDER BY entry.id OFFSET 0
    ) sealed
    WINDOW chain AS (ORDER BY id)
) judged
CROSS JOIN LATERAL (VALUES
    (number <> expected, format('entry %%s is missing before entry %%s.', expected, number)),
    (pence <> 0, format('entry %%s sums to %%s pence and not to 0 pence.', number, pence)),
    (is_resealed OR is_unchained, format('the seal of entry %%s is broken.', number)),
    (is_astray, format('entry %%s has no postings, or some outside its year.', number))
) fault (is_found, sentence)
WHERE is_found AND (number <> expected OR pence <> 0 OR is_resealed OR is_unchained OR is_astray)

-- Is the balance of each account what its postings come to?
UNION ALL
SELECT format('account %%s says %%s pence; its postings come to %%s pence.', id, balance_pence, pence) FROM (
    SELECT fund_account.id, balance_pence, coalesce(sum(
        CASE side WHEN normal_side THEN amount_pence ELSE -amount_pence END), 0) AS pence
    FROM fund_account
    LEFT JOIN pooledbudget_posting posting ON posting.account_id = fund_account.id
    GROUP BY fund_account.id, balance_pence
) added
WHERE balance_pence <> pence

-- And was it so after every posting?
UNION ALL
SELECT format('the balance of account %%s after entry id %%s is wrong.', account_id, entry_id) FROM (
    SELECT account_id, entry_id, balance_after_pence
        <> lag(balance_after_pence, 1, 0::bigint) OVER (PARTITION BY account_id ORDER BY entry_id)
        + CASE side WHEN normal_side THEN amount_pence ELSE -amount_pence END AS is_wrong
    FROM pooledbudget_posting posting
    JOIN fund_account ON fund_account.id = posting.account_id
) followed
WHERE is_wrong

-- Does no request hold less than nothing?
UNION ALL
SELECT format('%%s holds %%s pence on account %%s.', about, pence, account_id) FROM (
    SELECT about, account_id, sum(
        CASE side WHEN normal_side THEN amount_pence ELSE -amount_pence END) AS pence
    FROM pooledbudget_journalentry entry
    JOIN pooledbudget_posting posting ON posting.entry_id = entry.id
    JOIN fund_account ON fund_account.id = posting.account_id
    WHERE entry.fund_id = %(fund)s AND is_per_request
    GROUP BY about, account_id
) held
WHERE pence < 0

-- Is the floor of each account what its year was opened with, lowered by what was authorised since?
UNION ALL
SELECT format('account %%s may go down to %%s pence; it was let go to %%s pence.', id, floor_pence, pence) FROM (
    SELECT account.id, floor_pence,
        CASE account.kind WHEN 'uncommitted' THEN coalesce((opened.payload ->> 'floor_pence')::bigint, 0)
            ELSE 0 END - coalesce(sum(authorised.amount_pence), 0) AS pence
    FROM fund_account account
    JOIN pooledbudget_fundyear fund_year ON fund_year.id = account.fund_year_id
    JOIN pooledbudget_fund fund ON fund.id = fund_year.fund_id
    LEFT JOIN audit_event opened ON opened.subject = 'fund ' || fund.code
        AND opened.kind = 'year_opened' AND (opened.payload ->> 'year')::integer = fund_year.year
    LEFT JOIN pooledbudget_floorauthorisation authorised ON authorised.account_id = account.id
    GROUP BY account.id, floor_pence, account.kind, opened.payload
) lowered
WHERE floor_pence <> pence
