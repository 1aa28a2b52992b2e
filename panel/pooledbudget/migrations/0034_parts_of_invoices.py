"""Let a paper across the day of a change, or across 31 March, be booked in parts by one number."""

from django.db import migrations, models
from django.db.models.functions import Lower

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0033_only_what_is_disputed_now"),)
    operations = (
        migrations.RemoveConstraint(model_name="invoice", name="invoice_is_booked_once"),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(
                "fund",
                Lower("provider"),
                Lower("number"),
                "about",
                "fund_year",
                condition=models.Q(("stage", "voided"), _negated=True),
                name="invoice_is_booked_once",
            ),
        ),
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER invoice_is_for_its_own_days ON pooledbudget_invoice;
                DROP FUNCTION refuse_days_of_another_request;
            """,
        ),
    )
