"""Keep why an invoice asks for days again, and take no credit note dated before its invoice."""

from django.db import migrations, models

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0021_floors_are_agreed"),)
    operations = (
        migrations.AddField(
            "invoice",
            "repeats_because",
            models.CharField(blank=True, db_default="", default="", max_length=100),
        ),
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER invoice_says_why_it_asks_again ON pooledbudget_invoice;
                DROP TRIGGER credit_note_follows_its_invoice ON pooledbudget_creditnote;
                DROP FUNCTION refuse_credit_before_its_invoice;
            """,
        ),
    )
