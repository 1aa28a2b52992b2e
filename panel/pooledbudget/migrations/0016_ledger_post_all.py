"""Post many entries at once by one SQL function, with the guards and chain of one post."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0015_recharges_are_kept"),)
    operations = (sql.run(__file__, backwards="DROP FUNCTION ledger_post_all;"),)
