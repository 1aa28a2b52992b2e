"""Name the body that a request is referred on to."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = (("decisions", "0010_questions_what_if"),)
    operations = (
        migrations.AddField(
            model_name="decision",
            name="referred_to",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=Q(outcome="referred_on") | Q(referred_to=""),
                name="decision_referred_on_alone_says_to_whom",
            ),
        ),
    )
