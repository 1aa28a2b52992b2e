"""Name the reason of an invoice by what it is: that of whoever accepted it all the same."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0024_virements_can_be_withdrawn"),)
    operations = (migrations.RenameField("invoice", "repeats_because", "accepted_because"),)
