-- An entry's postings are those it was sealed with, and all of them come in one statement: more of
-- them later, though they balance, no longer fit its seal.
--
-- Replaces the question that 0003 asks of each statement that writes postings, under the same Note.
CREATE OR REPLACE FUNCTION ledger_refuse_unbalanced() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    v_entry bigint;
BEGIN
    SELECT written.entry_id INTO v_entry
        FROM written
        LEFT JOIN pooledbudget_journalentry entry ON entry.id = written.entry_id
        LEFT JOIN pooledbudget_account account
            ON account.id = written.account_id AND account.fund_year_id = entry.fund_year_id
        GROUP BY written.entry_id, entry.id
        HAVING sum(CASE side WHEN 'debit' THEN amount_pence ELSE -amount_pence END) <> 0
            OR count(account.id) <> count(*)
            OR entry.hash IS DISTINCT FROM ledger_hash(
                previous_hash, entry.fund_year_id, number, key, asked, verb, memo, about,
                effective_on, posted_at, posted_by, reverses_id,
                string_agg(concat_ws(' ', written.account_id, side, amount_pence, ''), ''
                           ORDER BY written.id))
        LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the postings of entry % do not sum to zero in one fund year, '
            'or are not those it was sealed with', v_entry
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_balances_in_its_fund_year';
    END IF;
    RETURN NULL;
END
$$;

-- So that the proof of a large fund may use several processes.
ALTER FUNCTION ledger_hash(
    text, bigint, integer, text, text, text, text, text, date, timestamptz, text, bigint, text
) PARALLEL SAFE;
