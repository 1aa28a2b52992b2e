CREATE TRIGGER attendance_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON meetings_attendance
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON meetings_attendance FROM panel_app;
