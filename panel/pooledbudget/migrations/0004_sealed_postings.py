"""Have PostgreSQL refuse postings that an entry was not sealed with, whoever adds them."""

from pathlib import Path

from django.db import migrations

from panel.audit import sql

GUARDS = Path(__file__).with_name("0003_journal_guards.sql").read_text(encoding="utf-8")
FIRST, LAST = "CREATE FUNCTION ledger_refuse_unbalanced", "END\n$$;"
FORMER = GUARDS[GUARDS.index(FIRST) : GUARDS.rindex(LAST) + len(LAST)]


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0003_journal_guards"),)
    operations = (
        sql.run(
            __file__,
            backwards=FORMER.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
            + """
                ALTER FUNCTION ledger_hash(
                    text, bigint, integer, text, text, text, text, text, date, timestamptz, text,
                    bigint, text
                ) PARALLEL UNSAFE;
            """,
        ),
    )
