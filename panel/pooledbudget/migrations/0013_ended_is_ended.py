"""Have PostgreSQL keep how years ended, and open closed books only for a reason that is kept."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (
        ("pooledbudget", "0012_variances_are_kept"),
        ("audit", "0003_append_only_events"),
    )
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP FUNCTION ledger_reopen_year(bigint, text, timestamptz, text);
                GRANT INSERT, UPDATE, DELETE ON pooledbudget_yearreopening TO panel_app;
                GRANT UPDATE, DELETE ON pooledbudget_yearsettlement TO panel_app;
                DROP TRIGGER pooledbudget_yearreopening_is_append_only
                    ON pooledbudget_yearreopening;
                DROP TRIGGER pooledbudget_yearsettlement_is_append_only
                    ON pooledbudget_yearsettlement;
            """,
        ),
    )
