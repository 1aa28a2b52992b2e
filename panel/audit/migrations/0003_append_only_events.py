"""Let events be added through one SQL function and changed by nobody."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("audit", "0002_events_and_reads"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER audit_readevent_is_append_only ON audit_readevent;
                DROP TRIGGER audit_event_is_append_only ON audit_event;
                DROP FUNCTION audit_append(text, text, jsonb, timestamptz, text);
                DROP FUNCTION audit_hash(text, integer, text, jsonb, timestamptz, text, text);
                GRANT INSERT, UPDATE, DELETE ON audit_event, audit_readevent TO panel_app;
            """,
        ),
    )
