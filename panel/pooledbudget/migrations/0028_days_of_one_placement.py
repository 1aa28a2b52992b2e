"""Have PostgreSQL say which requests are for days of one placement, and refuse such days twice."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (
        ("pooledbudget", "0027_a_year_closes_undisputed"),
        ("audit", "0003_append_only_events"),
    )
    operations = (sql.run(__file__, backwards=migrations.RunSQL.noop),)
