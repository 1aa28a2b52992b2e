"""Have PostgreSQL refuse to close a year that isn't over or settled, or has money on its way."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0018_rollovers"),)
    operations = (sql.run(__file__, backwards=migrations.RunSQL.noop),)
