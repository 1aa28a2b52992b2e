"""Have PostgreSQL keep what invoices and credit notes said when they were booked."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0005_delivered_and_invoiced"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER credit_note_is_within_its_invoice ON pooledbudget_creditnote;
                DROP FUNCTION refuse_credit_beyond_its_invoice;
                DROP TRIGGER credit_note_is_append_only ON pooledbudget_creditnote;
                GRANT UPDATE, DELETE ON pooledbudget_creditnote TO panel_app;
                DROP TRIGGER invoice_is_never_deleted ON pooledbudget_invoice;
                DROP TRIGGER invoice_says_what_was_booked ON pooledbudget_invoice;
                GRANT DELETE ON pooledbudget_invoice TO panel_app;
            """,
        ),
    )
