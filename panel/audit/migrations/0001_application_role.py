"""Make the application's database role before any table exists, so each is granted to it."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    initial = True
    run_before = (
        ("contenttypes", "0001_initial"),
        ("sessions", "0001_initial"),
    )
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP FUNCTION refuse_change();
                ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM panel_app;
                ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM panel_app;
                REVOKE ALL ON ALL TABLES IN SCHEMA public FROM panel_app;
                REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM panel_app;
                REVOKE ALL ON SCHEMA public FROM panel_app;
            """,
        ),
    )
