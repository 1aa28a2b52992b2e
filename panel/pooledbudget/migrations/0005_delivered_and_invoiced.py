"""Tell apart what is only promised, what was delivered, what is invoiced, and what is paid."""

from django.db import migrations

from panel.audit import sql

KINDS = [
    ("contribution", "Contribution"),
    ("uncommitted", "Uncommitted"),
    ("reserved", "Reserved"),
    ("committed", "Committed"),
    ("accrued", "Accrued"),
    ("invoiced", "Invoiced"),
    ("spent", "Spent"),
    ("risk_reserve", "Risk reserve"),
    ("recoverable", "Recoverable"),
]


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0004_reservations_end_before_the_year"),)
    operations = (
        # Accounts are kept for good, so going back leaves them, at nothing.
        sql.run(__file__, backwards=migrations.RunSQL.noop),
    )
