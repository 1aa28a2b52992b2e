"""Have PostgreSQL refuse by itself days asked twice, late consents and amounts that can't be."""

from django.db import migrations, models
from django.db.models import Q

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0025_invoices_say_why_accepted"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER invoice_asks_for_new_days ON pooledbudget_invoice;
                DROP FUNCTION refuse_days_asked_again;
                DROP TRIGGER pooledbudget_virementconsent_is_in_time
                    ON pooledbudget_virementconsent;
                DROP FUNCTION fund_refuse_consent_once_settled;
            """,
        ),
        migrations.AddConstraint(
            "importrow",
            models.CheckConstraint(
                condition=Q(amount_pence=None) | Q(amount_pence__range=(1, 1_000_000_000_000)),
                name="import_row_amount_can_be",
            ),
        ),
    )
