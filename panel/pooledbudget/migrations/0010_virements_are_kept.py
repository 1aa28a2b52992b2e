"""Have PostgreSQL keep virements as they were proposed, and the consents to them."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0009_contributions_are_kept"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                GRANT UPDATE, DELETE, TRUNCATE ON
                    pooledbudget_virement, pooledbudget_virementconsent TO panel_app;
                DROP TRIGGER pooledbudget_virementconsent_is_append_only
                    ON pooledbudget_virementconsent;
                DROP TRIGGER pooledbudget_virement_is_never_deleted ON pooledbudget_virement;
                DROP TRIGGER pooledbudget_virement_is_kept ON pooledbudget_virement;
            """,
        ),
    )
