"""Keep what of an agency's share is paid once; of a share of nothing else, all of it is."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = (("decisions", "0012_children_go_by_their_parents_row"),)
    operations = (
        migrations.AddField(
            model_name="shareapproval",
            name="once_pence",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.RunSQL(
            "UPDATE decisions_shareapproval SET once_pence = this_year_pence "
            "WHERE full_year_pence = 0",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name="shareapproval",
            constraint=models.CheckConstraint(
                condition=Q(once_pence__gte=0, once_pence__lte=F("this_year_pence")),
                name="share_approval_once_is_part_of_its_year",
            ),
        ),
    )
