"""Have no year held open by what it once promised for a decision that has lapsed."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0032_children_go_by_their_parents_row"),)
    operations = (sql.run(__file__, backwards=migrations.RunSQL.noop),)
