"""Have PostgreSQL keep what an agency was asked for, and how that ended."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0014_imports_are_kept"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER recharge_is_never_deleted ON pooledbudget_recharge;
                DROP TRIGGER recharge_says_what_was_asked ON pooledbudget_recharge;
                GRANT DELETE ON pooledbudget_recharge TO panel_app;
            """,
        ),
    )
