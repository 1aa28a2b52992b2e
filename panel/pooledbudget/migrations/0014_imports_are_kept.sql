-- What a file said is kept, and so is what became of a row once that is for good.
CREATE TRIGGER import_row_says_what_came BEFORE UPDATE ON pooledbudget_importrow
    FOR EACH ROW WHEN (
        (OLD.source_id, OLD.line, OLD.told) IS DISTINCT FROM (NEW.source_id, NEW.line, NEW.told)
        OR OLD.outcome <> 'ready')
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER import_row_is_never_deleted BEFORE DELETE OR TRUNCATE ON pooledbudget_importrow
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE DELETE, TRUNCATE ON pooledbudget_importrow, pooledbudget_import FROM panel_app;
