"""Have PostgreSQL keep what was agreed of contributions, when it was due and what came in."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0008_a_part_by_consent"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                GRANT UPDATE, DELETE, TRUNCATE ON pooledbudget_agreedcontribution,
                    pooledbudget_instalment, pooledbudget_instalmentreceipt TO panel_app;
                DROP TRIGGER pooledbudget_instalmentreceipt_is_append_only
                    ON pooledbudget_instalmentreceipt;
                DROP TRIGGER pooledbudget_instalment_is_append_only ON pooledbudget_instalment;
                DROP TRIGGER pooledbudget_agreedcontribution_is_never_deleted
                    ON pooledbudget_agreedcontribution;
                DROP TRIGGER pooledbudget_agreedcontribution_is_kept
                    ON pooledbudget_agreedcontribution;
            """,
        ),
    )
