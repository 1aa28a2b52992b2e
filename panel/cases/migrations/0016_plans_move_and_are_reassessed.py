"""Let more be told of a plan: schools asked, a re-assessment, a move between councils."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("cases", "0015_plan_steps_change_once"),)
    operations = (
        migrations.AlterField(
            model_name="planstep",
            name="kind",
            field=models.CharField(
                choices=[
                    ("assessing", "Decided to assess, and asked for advice"),
                    ("not_assessed", "Decided not to assess"),
                    ("advised", "All advice for the assessment came"),
                    ("not_issued", "Decided not to issue a plan"),
                    ("drafted", "Sent the draft plan"),
                    ("heard", "Heard the family’s views on the draft"),
                    ("consulted", "Asked schools whether they can take the child"),
                    ("answered", "Every school asked has answered"),
                    ("issued", "Sent the final plan"),
                    ("reviewed", "Held the review meeting"),
                    ("reported", "The school reported on the review"),
                    ("kept", "Decided to keep or end the plan as it is"),
                    ("amending", "Sent the amendments proposed"),
                    ("amended", "Sent the final amended plan"),
                    ("reassessing", "Decided to re-assess"),
                    ("reissued", "Sent the final plan after re-assessing"),
                    ("moved_away", "Learned that the family moved to another council"),
                    ("handed_over", "Handed the plan over to that council"),
                    ("taken_over", "Took the plan over from another council"),
                    ("transfer_told", "Told the family what follows from taking it over"),
                    ("care_decided", "Health decided about continuing care"),
                ],
                max_length=20,
            ),
        ),
    )
