-- From its sixth call on, a connection would plan the statements of a batch for any values at all.
-- Of the entries "from this number on" it would then expect a third of the journal, and read the
-- whole of it, under the fund's lock, to find the first step that goes too far. To plan for the
-- batch at hand takes a few milliseconds, for hundreds of entries.
ALTER FUNCTION ledger_post_all(
    bigint, timestamptz, text, text[], text[], text[], text[], text[], date[],
    integer[], bigint[], text[], bigint[]) SET plan_cache_mode = force_custom_plan;
