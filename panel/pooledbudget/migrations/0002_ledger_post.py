"""Give the journal its one doorway, `ledger_post`, and take every other away."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (
        ("pooledbudget", "0001_funds_and_journal"),
        ("audit", "0003_append_only_events"),
    )
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP FUNCTION ledger_close_year;
                DROP FUNCTION ledger_open_accounts;
                DROP FUNCTION ledger_refuse_overdraft;
                DROP FUNCTION ledger_post;
                DROP FUNCTION ledger_hash;
                DROP FUNCTION ledger_refuse_shortage;
                ALTER TABLE pooledbudget_account RESET (fillfactor);
                GRANT INSERT, UPDATE, DELETE ON pooledbudget_fundyear, pooledbudget_account,
                    pooledbudget_journalentry, pooledbudget_posting TO panel_app;
            """,
        ),
    )
