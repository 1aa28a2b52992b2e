"""Lower a pot's floor by one SQL function, which keeps by how much, for what and by whom."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0010_virements_are_kept"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                GRANT INSERT, UPDATE, DELETE, TRUNCATE ON pooledbudget_floorauthorisation
                    TO panel_app;
                DROP TRIGGER pooledbudget_floorauthorisation_is_append_only
                    ON pooledbudget_floorauthorisation;
                DROP FUNCTION ledger_authorise_floor;
            """,
        ),
    )
