"""Have PostgreSQL refuse to close a year whose money is promised while it is disputed who pays."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (
        ("pooledbudget", "0026_what_python_refuses_too"),
        ("audit", "0003_append_only_events"),
    )
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER pooledbudget_fundyear_closes_undisputed ON pooledbudget_fundyear;
                DROP FUNCTION fund_refuse_close_while_disputed;
            """,
        ),
    )
