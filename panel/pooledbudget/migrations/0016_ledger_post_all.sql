-- Post many new entries of one fund year, all or none: what `ledger_post` does for each in turn, with
-- a fixed number of statements. Only the chain goes entry by entry, since each seal covers the last.
--
-- The lines of all entries come one behind the other; p_places says of each whose it is, from 1. No
-- entry may be known already or reverse another. That entries balance, and are sealed with just
-- these lines, is left to the trigger on postings. Returns the entries' ids in their order.
CREATE FUNCTION ledger_post_all(
    p_fund_year bigint, p_at timestamptz, p_by text,
    p_keys text[], p_asked text[], p_verbs text[], p_memos text[], p_abouts text[], p_days date[],
    p_places integer[], p_accounts bigint[], p_sides text[], p_amounts bigint[]
) RETURNS SETOF bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_year record;
    v_step record;
    v_first integer;
    v_lines text[];
    v_hashes text[];
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('ledger of fund ' || fund_id, 0))
        FROM pooledbudget_fundyear WHERE id = p_fund_year;
    SELECT fund_id, year, starts_on, ends_on, closed_at, head.number, head.hash INTO v_year
        FROM pooledbudget_fundyear fund_year
        LEFT JOIN LATERAL (
            SELECT entry.number, entry.hash FROM pooledbudget_journalentry entry
            WHERE entry.fund_id = fund_year.fund_id ORDER BY entry.number DESC LIMIT 1
        ) head ON true
        WHERE fund_year.id = p_fund_year;
    v_first := coalesce(v_year.number, 0) + 1;
    SELECT array_agg(lines ORDER BY place) INTO v_lines FROM (
        SELECT place, string_agg(concat_ws(' ', account, side, amount, ''), '' ORDER BY line) AS lines
        FROM unnest(p_places, p_accounts, p_sides, p_amounts)
            WITH ORDINALITY AS told(place, account, side, amount, line)
        GROUP BY place) AS sealed;
    IF cardinality(v_lines) IS DISTINCT FROM cardinality(p_keys) OR '' = p_by OR '' = ANY (p_keys) THEN
        RAISE 'an entry is empty, or without key or author' USING ERRCODE = 'LP001';
    ELSIF EXISTS (SELECT FROM pooledbudget_journalentry WHERE key = ANY (p_keys)) THEN
        RAISE 'a key is in use already' USING ERRCODE = 'LP003';
    ELSIF v_year.closed_at IS NOT NULL THEN
        RAISE 'the year is closed' USING ERRCODE = 'LP004',
            DETAIL = json_build_object('year', v_year.year);
    ELSIF EXISTS (
        SELECT FROM unnest(p_days) AS day WHERE day NOT BETWEEN v_year.starts_on AND v_year.ends_on
    ) THEN
        RAISE 'a day is not in the year' USING ERRCODE = 'LP005',
            DETAIL = json_build_object('year', v_year.year);
    ELSIF EXISTS (
        SELECT FROM unnest(p_accounts) AS told(account)
        LEFT JOIN pooledbudget_account ON id = account AND fund_year_id = p_fund_year
        WHERE id IS NULL
    ) THEN
        RAISE 'an account is not of the fund year' USING ERRCODE = 'LP002';
    END IF;

    v_hashes[0] := coalesce(v_year.hash, '');
    FOR place IN 1 .. cardinality(p_keys) LOOP
        v_hashes[place] := ledger_hash(
            v_hashes[place - 1], p_fund_year, v_first + place - 1, p_keys[place], p_asked[place],
            p_verbs[place], p_memos[place], p_abouts[place], p_days[place], p_at, p_by, NULL,
            v_lines[place]);
    END LOOP;
    INSERT INTO pooledbudget_journalentry (
        fund_id, fund_year_id, number, key, asked, verb, memo, about, effective_on,
        posted_at, posted_by, previous_hash, hash)
        SELECT v_year.fund_id, p_fund_year, v_first + place - 1, key, asked, verb, memo, about, day,
            p_at, p_by, v_hashes[place - 1], v_hashes[place]
        FROM unnest(p_keys, p_asked, p_verbs, p_memos, p_abouts, p_days)
            WITH ORDINALITY AS told(key, asked, verb, memo, about, day, place)
        ORDER BY place;
    INSERT INTO pooledbudget_posting (entry_id, account_id, side, amount_pence, balance_after_pence)
        SELECT entry.id, account.id, told.side, amount, balance_pence + sum(
                CASE normal_side WHEN told.side THEN amount ELSE -amount END
            ) OVER (PARTITION BY account.id ORDER BY line)
        FROM unnest(p_places, p_accounts, p_sides, p_amounts)
            WITH ORDINALITY AS told(place, account_id, side, amount, line)
        JOIN pooledbudget_account account ON account.id = told.account_id
        JOIN pooledbudget_journalentry entry
            ON entry.fund_id = v_year.fund_id AND entry.number = v_first + place - 1
        ORDER BY line;

    -- As one by one: no step takes an account below its floor, or a request below what it holds.
    SELECT account.id, balance_pence - balance_after_pence AS taken INTO v_step
        FROM pooledbudget_journalentry entry
        JOIN pooledbudget_posting posting ON posting.entry_id = entry.id
        JOIN pooledbudget_account account ON account.id = posting.account_id
        WHERE entry.fund_id = v_year.fund_id AND entry.number >= v_first
            AND balance_after_pence < floor_pence
        ORDER BY posting.id LIMIT 1;
    IF FOUND THEN
        PERFORM ledger_refuse_shortage(p_fund_year, v_step.id, v_step.taken);
    END IF;
    SELECT * INTO v_step FROM (
        SELECT entry.number, entry.about, account.kind, sum(
                CASE posting.side WHEN account.normal_side THEN amount_pence ELSE -amount_pence END
            ) OVER (PARTITION BY entry.about, account.id ORDER BY entry.number) AS held
        FROM pooledbudget_journalentry entry
        JOIN pooledbudget_posting posting ON posting.entry_id = entry.id
        JOIN pooledbudget_account account ON account.id = posting.account_id
        WHERE entry.about = ANY (p_abouts) AND account.id = ANY (p_accounts)
            AND account.is_per_request
    ) AS step WHERE number >= v_first AND held < 0 ORDER BY number LIMIT 1;
    IF FOUND THEN
        RAISE 'a request holds too little' USING ERRCODE = 'LP007', DETAIL = json_build_object(
            'about', v_step.about, 'kind', v_step.kind, 'over', -v_step.held);
    END IF;

    UPDATE pooledbudget_account account SET balance_pence = last.balance_after_pence
        FROM (
            SELECT DISTINCT ON (account_id) account_id, balance_after_pence
            FROM pooledbudget_journalentry entry
            JOIN pooledbudget_posting posting ON posting.entry_id = entry.id
            WHERE entry.fund_id = v_year.fund_id AND entry.number >= v_first
            ORDER BY account_id, posting.id DESC
        ) AS last
        WHERE account.id = last.account_id;
    RETURN QUERY SELECT id FROM pooledbudget_journalentry
        WHERE fund_id = v_year.fund_id AND number >= v_first ORDER BY number;
END
$$;

REVOKE EXECUTE ON FUNCTION ledger_post_all(
    bigint, timestamptz, text, text[], text[], text[], text[], text[], date[],
    integer[], bigint[], text[], bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_post_all(
    bigint, timestamptz, text, text[], text[], text[], text[], text[], date[],
    integer[], bigint[], text[], bigint[]) TO panel_app;
