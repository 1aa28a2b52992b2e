"""Have PostgreSQL keep what partners agreed, and open accounts only for who consented."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0007_forecasts_are_kept"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER pooledbudget_account_is_of_a_partner ON pooledbudget_account;
                DROP FUNCTION fund_refuse_part_without_consent;
                GRANT UPDATE, DELETE, TRUNCATE ON pooledbudget_fundagreement,
                    pooledbudget_fundconsent, pooledbudget_exitnotice TO panel_app;
                DROP TRIGGER pooledbudget_exitnotice_is_append_only ON pooledbudget_exitnotice;
                DROP TRIGGER pooledbudget_fundconsent_is_append_only ON pooledbudget_fundconsent;
                DROP TRIGGER pooledbudget_fundagreement_is_append_only
                    ON pooledbudget_fundagreement;
            """,
        ),
    )
