"""Decisions and records are never changed; the register is written through one function."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (
        ("decisions", "0001_decisions_and_records"),
        ("audit", "0003_append_only_events"),
    )
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP FUNCTION register_append(bigint, text, text, text, text, timestamptz);
                DROP FUNCTION register_hash(
                    integer, bigint, text, text, text, text, timestamptz, text);
                DROP TRIGGER register_is_append_only ON decisions_registerentry;
                DROP TRIGGER decision_record_is_append_only ON decisions_decisionrecord;
                DROP TRIGGER decision_is_append_only ON decisions_decision;
                GRANT INSERT, UPDATE, DELETE ON decisions_registerentry TO panel_app;
                GRANT UPDATE, DELETE ON decisions_decision, decisions_decisionrecord TO panel_app;
            """,
        ),
    )
