"""Have PostgreSQL refuse to close a year in which money is still set aside for requests."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0003_journal_guards"),)
    operations = (sql.run(__file__, backwards=migrations.RunSQL.noop),)
