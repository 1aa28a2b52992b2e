-- A consent once given stays as it was given.
CREATE TRIGGER decisions_expenditureconsent_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions_expenditureconsent
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON decisions_expenditureconsent FROM panel_app;
