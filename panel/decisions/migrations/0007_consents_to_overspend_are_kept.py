"""Have PostgreSQL keep by how much a decision goes over the fund's money, and who consented."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("decisions", "0006_told_is_told"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                GRANT UPDATE, DELETE, TRUNCATE ON
                    decisions_overspend, decisions_overspendconsent TO panel_app;
                DROP TRIGGER decisions_overspendconsent_is_append_only
                    ON decisions_overspendconsent;
                DROP TRIGGER decisions_overspend_is_never_deleted ON decisions_overspend;
                DROP TRIGGER decisions_overspend_is_kept ON decisions_overspend;
            """,
        ),
    )
