"""Have PostgreSQL keep what the rows of an imported file said, and what became of them."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0013_ended_is_ended"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER import_row_is_never_deleted ON pooledbudget_importrow;
                DROP TRIGGER import_row_says_what_came ON pooledbudget_importrow;
                GRANT DELETE ON pooledbudget_importrow, pooledbudget_import TO panel_app;
            """,
        ),
    )
