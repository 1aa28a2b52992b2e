-- The doorway to the journal. Each function below belongs to the owner of the tables and runs with
-- the owner's rights; the application's login may call it and can write these tables in no other way.
--
-- A refusal has an SQLSTATE of its own and its numbers as JSON in DETAIL: see refusals.py.

-- Balances change in place on a few busy rows: leave room for the new versions on their pages.
ALTER TABLE pooledbudget_account SET (fillfactor = 10);

-- The seal on an entry. chain.py does the same sum in Python, so that each can check the other.
CREATE FUNCTION ledger_hash(
    previous_hash text, fund_year bigint, number integer, key text, asked text, verb text,
    memo text, about text, effective_on date, posted_at timestamptz, posted_by text,
    reverses bigint, lines text
) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(json_build_array(
        previous_hash, fund_year, number, key, asked, verb, memo, about,
        to_char(effective_on, 'YYYY-MM-DD'),
        to_char(posted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        posted_by, reverses, lines
    )::text, 'UTF8')), 'hex')
$$;

-- Post one entry: check, lock the fund, number, chain, move the balances, write the lines.
-- A key that is known already returns its entry if the same was asked.
--
-- The lock orders all posting to one fund and is let go when the transaction ends, so whatever
-- needs no lock is done before it, and a larger transaction calls this last. Each statement here
-- was timed: plain look-ups by primary key in a loop cost half of what one joined query does.
CREATE FUNCTION ledger_post(
    p_fund_year bigint, p_key text, p_asked text, p_verb text, p_memo text, p_about text,
    p_effective_on date, p_at timestamptz, p_by text, p_reverses bigint,
    p_accounts bigint[], p_sides text[], p_amounts bigint[],
    OUT entry_id bigint, OUT entry_fund_id bigint, OUT entry_number integer,
    OUT entry_previous_hash text, OUT entry_hash text, OUT is_repeat boolean
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_difference bigint := 0;
    v_lines text := '';
    v_year record;
    v_account record;
    v_balances bigint[] := '{}';
    v_takes_from_a_request boolean := false;
BEGIN
    FOR line IN 1 .. cardinality(p_accounts) LOOP
        v_difference := v_difference
            + CASE p_sides[line] WHEN 'debit' THEN p_amounts[line] ELSE -p_amounts[line] END;
        v_lines := v_lines || concat_ws(' ', p_accounts[line], p_sides[line], p_amounts[line], '');
    END LOOP;
    IF v_difference <> 0 OR v_lines = '' OR '' IN (p_key, p_by) THEN
        RAISE 'the entry is unbalanced, empty, or without key or author'
            USING ERRCODE = 'LP001';
    END IF;

    PERFORM pg_advisory_xact_lock(hashtextextended('ledger of fund ' || fund_id, 0))
        FROM pooledbudget_fundyear WHERE id = p_fund_year;

    SELECT fund_id, year, starts_on, ends_on, closed_at, head.number, head.hash INTO v_year
        FROM pooledbudget_fundyear fund_year
        LEFT JOIN LATERAL (
            SELECT entry.number, entry.hash FROM pooledbudget_journalentry entry
            WHERE entry.fund_id = fund_year.fund_id ORDER BY entry.number DESC LIMIT 1
        ) head ON true
        WHERE fund_year.id = p_fund_year;
    entry_fund_id := v_year.fund_id;
    entry_number := coalesce(v_year.number, 0) + 1;
    entry_previous_hash := coalesce(v_year.hash, '');
    entry_hash := ledger_hash(
        entry_previous_hash, p_fund_year, entry_number, p_key, p_asked, p_verb, p_memo, p_about,
        p_effective_on, p_at, p_by, p_reverses, v_lines);
    INSERT INTO pooledbudget_journalentry (
        fund_id, fund_year_id, number, key, asked, verb, memo, about, effective_on,
        posted_at, posted_by, reverses_id, previous_hash, hash)
    VALUES (entry_fund_id, p_fund_year, entry_number, p_key, p_asked, p_verb, p_memo, p_about,
        p_effective_on, p_at, p_by, p_reverses, entry_previous_hash, entry_hash)
    ON CONFLICT (key) DO NOTHING RETURNING id INTO entry_id;

    is_repeat := NOT FOUND;
    IF is_repeat THEN
        SELECT id, number, previous_hash, hash
            INTO entry_id, entry_number, entry_previous_hash, entry_hash
            FROM pooledbudget_journalentry
            WHERE key = p_key AND asked = p_asked AND fund_year_id = p_fund_year;
        IF NOT FOUND THEN
            RAISE 'the key is in use for something else' USING ERRCODE = 'LP003';
        END IF;
        RETURN;
    END IF;

    -- Only now, because a repeat is answered even when its year has closed since.
    IF v_year.closed_at IS NOT NULL THEN
        RAISE 'the year is closed' USING ERRCODE = 'LP004',
            DETAIL = json_build_object('year', v_year.year);
    ELSIF p_effective_on NOT BETWEEN v_year.starts_on AND v_year.ends_on THEN
        RAISE 'the day is not in the year' USING ERRCODE = 'LP005',
            DETAIL = json_build_object('year', v_year.year);
    END IF;

    FOR line IN 1 .. cardinality(p_accounts) LOOP
        UPDATE pooledbudget_account SET balance_pence = balance_pence
                + CASE normal_side WHEN p_sides[line] THEN p_amounts[line] ELSE -p_amounts[line] END
            WHERE id = p_accounts[line] AND fund_year_id = p_fund_year AND floor_pence
                <= balance_pence
                + CASE normal_side WHEN p_sides[line] THEN p_amounts[line] ELSE -p_amounts[line] END
            RETURNING balance_pence, is_per_request, normal_side INTO v_account;
        IF NOT FOUND THEN
            PERFORM ledger_refuse_shortage(p_fund_year, p_accounts[line], p_amounts[line]);
        END IF;
        v_balances[line] := v_account.balance_pence;
        v_takes_from_a_request := v_takes_from_a_request
            OR (v_account.is_per_request AND v_account.normal_side <> p_sides[line]);
    END LOOP;
    INSERT INTO pooledbudget_posting (entry_id, account_id, side, amount_pence, balance_after_pence)
        SELECT ledger_post.entry_id, line.*
        FROM unnest(p_accounts, p_sides, p_amounts, v_balances) AS line;
    IF v_takes_from_a_request THEN
        PERFORM ledger_refuse_overdraft(p_about, p_accounts);
    END IF;
END
$$;

-- Say why an account did not move: it isn't of the year, or it would have gone below its floor.
CREATE FUNCTION ledger_refuse_shortage(p_fund_year bigint, p_account bigint, p_needed bigint)
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_short json;
BEGIN
    SELECT json_build_object(
            'kind', account.kind, 'agency', agency.name, 'year', fund_year.year,
            'left', account.balance_pence - account.floor_pence, 'needed', p_needed)
        INTO v_short
        FROM pooledbudget_account account
        JOIN pooledbudget_fundyear fund_year ON fund_year.id = account.fund_year_id
        LEFT JOIN agencies_agency agency ON agency.id = account.agency_id
        WHERE account.id = p_account AND account.fund_year_id = p_fund_year;
    IF v_short IS NULL THEN
        RAISE 'the account is not of the fund year' USING ERRCODE = 'LP002';
    END IF;
    RAISE 'the account has too little' USING ERRCODE = 'LP006', DETAIL = v_short;
END
$$;

-- No request gives up more than it holds on an account, whatever the account as a whole has.
CREATE FUNCTION ledger_refuse_overdraft(p_about text, p_accounts bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_over record;
BEGIN
    SELECT account.kind, sum(CASE posting.side WHEN account.normal_side THEN posting.amount_pence
                             ELSE -posting.amount_pence END) AS held INTO v_over
        FROM pooledbudget_journalentry entry
        JOIN pooledbudget_posting posting ON posting.entry_id = entry.id
        JOIN pooledbudget_account account ON account.id = posting.account_id
        WHERE entry.about = p_about AND account.id = ANY (p_accounts) AND account.is_per_request
        GROUP BY account.id, account.kind
        HAVING sum(CASE posting.side WHEN account.normal_side THEN posting.amount_pence
                   ELSE -posting.amount_pence END) < 0
        LIMIT 1;
    IF FOUND THEN
        RAISE 'the request holds too little' USING ERRCODE = 'LP007', DETAIL = json_build_object(
            'about', p_about, 'kind', v_over.kind, 'over', -v_over.held);
    END IF;
END
$$;

-- Add the accounts of a new fund year, each at nothing.
CREATE FUNCTION ledger_open_accounts(
    p_fund_year bigint, p_kinds text[], p_agencies bigint[], p_sides text[],
    p_are_per_request boolean[], p_floors bigint[]
) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO pooledbudget_account (
        fund_year_id, kind, agency_id, normal_side, is_per_request, balance_pence, floor_pence)
    SELECT p_fund_year, kind, agency, side, is_per_request, 0, floor
    FROM unnest(p_kinds, p_agencies, p_sides, p_are_per_request, p_floors)
        AS line(kind, agency, side, is_per_request, floor)
$$;

-- Close a year behind the last entry: takes the fund's lock, so that none is on its way.
CREATE FUNCTION ledger_close_year(p_fund_year bigint, p_at timestamptz, p_by text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('ledger of fund ' || fund_id, 0))
        FROM pooledbudget_fundyear WHERE id = p_fund_year;
    UPDATE pooledbudget_fundyear SET closed_at = p_at, closed_by = p_by
        WHERE id = p_fund_year AND closed_at IS NULL;
    RETURN FOUND;
END
$$;

REVOKE EXECUTE ON FUNCTION
    ledger_post(bigint, text, text, text, text, text, date, timestamptz, text, bigint,
                bigint[], text[], bigint[]),
    ledger_open_accounts(bigint, text[], bigint[], text[], boolean[], bigint[]),
    ledger_close_year(bigint, timestamptz, text)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    ledger_post(bigint, text, text, text, text, text, date, timestamptz, text, bigint,
                bigint[], text[], bigint[]),
    ledger_open_accounts(bigint, text[], bigint[], text[], boolean[], bigint[]),
    ledger_close_year(bigint, timestamptz, text)
    TO panel_app;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON
    pooledbudget_account, pooledbudget_journalentry, pooledbudget_posting FROM panel_app;
REVOKE UPDATE, DELETE, TRUNCATE ON pooledbudget_fundyear FROM panel_app;
