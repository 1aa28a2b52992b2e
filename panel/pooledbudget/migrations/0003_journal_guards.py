"""Have PostgreSQL refuse an edited, a removed and an unbalanced entry, whoever asks."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0002_ledger_post"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER pooledbudget_posting_makes_whole_entries ON pooledbudget_posting;
                DROP FUNCTION ledger_refuse_unbalanced;
                ALTER FUNCTION ledger_hash PARALLEL UNSAFE;
                DROP TRIGGER pooledbudget_account_is_kept ON pooledbudget_account;
                DROP TRIGGER pooledbudget_posting_is_append_only ON pooledbudget_posting;
                DROP TRIGGER pooledbudget_journalentry_is_append_only ON pooledbudget_journalentry;
            """,
        ),
    )
