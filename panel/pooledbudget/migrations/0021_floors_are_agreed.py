"""Have the agreement say how far a pot goes below its money, and another agree to a virement."""

from django.db import migrations, models

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0020_ledger_withdraw_floor"),)
    operations = (
        migrations.AddField(
            model_name="fundagreement",
            name="below_pence",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="fundagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(below_pence__gte=0), name="agreement_lets_pots_go_below_or_not"
            ),
        ),
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER pooledbudget_virementconsent_is_another_s
                    ON pooledbudget_virementconsent;
                DROP FUNCTION fund_refuse_consent_to_own_virement;
                DROP TRIGGER pooledbudget_account_opens_as_agreed ON pooledbudget_account;
                DROP FUNCTION fund_refuse_floor_beyond_agreement;
            """,
        ),
    )
