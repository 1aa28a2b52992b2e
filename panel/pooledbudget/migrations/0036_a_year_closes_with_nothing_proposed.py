"""Let no year close while a virement of its money is proposed."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0035_consent_to_a_manager_can_follow"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER pooledbudget_fundyear_closes_with_nothing_proposed
                    ON pooledbudget_fundyear;
                DROP FUNCTION fund_refuse_close_while_proposed;
            """,
        ),
    )
