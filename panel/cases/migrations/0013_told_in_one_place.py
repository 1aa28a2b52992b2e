"""Take away what is told elsewhere now: by the plan's stage, and by the rows of outcomes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("cases", "0012_told_anew"),)
    operations = (
        migrations.RemoveField(model_name="child", name="has_plan"),
        migrations.RemoveField(model_name="placementrequest", name="outcomes_sought"),
    )
