-- The application's own login may use tables but never change their shape. Journal tables take
-- back what is granted here, each in its own migration.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'panel_app') THEN
        CREATE ROLE panel_app LOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    -- Another database of the same server made it in the same instant.
    NULL;
END
$$;

GRANT USAGE ON SCHEMA public TO panel_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO panel_app;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM panel_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO panel_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO panel_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO panel_app;

-- A trigger for every append-only table: history is added to, never changed, whoever asks.
CREATE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
