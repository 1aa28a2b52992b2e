"""Let nobody change who was at a meeting once it is written down: the quorum rests on it."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (
        ("meetings", "0001_meetings_and_positions"),
        ("audit", "0001_application_role"),
    )
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER attendance_is_append_only ON meetings_attendance;
                GRANT UPDATE, DELETE ON meetings_attendance TO panel_app;
            """,
        ),
    )
