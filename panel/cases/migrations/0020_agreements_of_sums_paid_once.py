"""Let an agreement be for what is paid once, beside a rate for a week or in its stead."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = (("cases", "0019_children_go_by_their_parents_row"),)
    operations = (
        migrations.AddField(
            model_name="placementagreement",
            name="once_pence",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.RemoveConstraint(
            model_name="placementagreement", name="agreement_rate_is_positive"
        ),
        migrations.AddConstraint(
            model_name="placementagreement",
            constraint=models.CheckConstraint(
                condition=Q(weekly_rate_pence__gt=0, once_pence__gte=0)
                | Q(weekly_rate_pence=0, once_pence__gt=0),
                name="agreement_is_for_a_price",
            ),
        ),
    )
