-- What the journal refuses to everyone, its owner included.

CREATE TRIGGER pooledbudget_journalentry_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON pooledbudget_journalentry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pooledbudget_posting_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON pooledbudget_posting
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER pooledbudget_account_is_kept
    BEFORE DELETE OR TRUNCATE ON pooledbudget_account
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Every statement that writes postings writes whole entries: what it adds to each sums to nothing,
-- entry and accounts exist and belong to one fund year, and the entry was sealed with just these:
-- more of them later, though they balance, no longer fit its seal.
--
-- Note [References are checked by the statement]
-- The busiest rows of a fund are written by every post. A foreign key would look each reference up
-- row by row and write a share lock on what it finds, which took a third of the time of a post.
-- One look at all that the statement wrote refuses the same and more; and what is referred to
-- can't go away, because these tables refuse deletion and their other references are foreign keys.
CREATE FUNCTION ledger_refuse_unbalanced() RETURNS trigger
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
CREATE TRIGGER pooledbudget_posting_makes_whole_entries AFTER INSERT ON pooledbudget_posting
    REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_unbalanced();

-- So that the proof of a large fund may use several processes.
ALTER FUNCTION ledger_hash(
    text, bigint, integer, text, text, text, text, text, date, timestamptz, text, bigint, text
) PARALLEL SAFE;
