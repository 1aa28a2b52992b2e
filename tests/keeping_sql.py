"""What PostgreSQL does for `tests.keeping`, past triggers and with the owner's rights."""

FUNCTIONS = """
CREATE SCHEMA IF NOT EXISTS keeping;
GRANT USAGE ON SCHEMA keeping TO PUBLIC;

CREATE OR REPLACE FUNCTION keeping.rows(tables text[]) RETURNS TABLE (name text, held text[])
LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    FOREACH name IN ARRAY tables LOOP
        EXECUTE format('SELECT array_agg(to_jsonb(r)::text) FROM public.%I r', name) INTO held;
        CONTINUE WHEN held IS NULL;
        RETURN NEXT;
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION keeping.bring_back(change jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET session_replication_role = replica AS $$
DECLARE
    name text;
    part jsonb;
    number integer;
BEGIN
    FOR name, part IN SELECT * FROM jsonb_each(change) LOOP
        EXECUTE format(
            'DELETE FROM public.%I r'
            ' WHERE to_jsonb(r) IN (SELECT v::jsonb FROM jsonb_array_elements_text($1) v)', name
        ) USING part -> 'gone';
        GET DIAGNOSTICS number = ROW_COUNT;
        IF number <> jsonb_array_length(part -> 'gone') THEN
            RAISE integrity_constraint_violation USING MESSAGE = name || ' was changed by hand';
        END IF;
        EXECUTE format(
            'INSERT INTO public.%1$I OVERRIDING SYSTEM VALUE'
            ' SELECT r.* FROM jsonb_array_elements_text($1) v,'
            ' jsonb_populate_record(NULL::public.%1$I, v::jsonb) r', name
        ) USING part -> 'new';
    END LOOP;
END $$;
"""
