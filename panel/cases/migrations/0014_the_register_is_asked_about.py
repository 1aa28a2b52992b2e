"""Let a placement's tasks ask about the dynamic support register."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_links_are_kept"),
    ]

    operations = [
        migrations.AlterField(
            model_name="placementtask",
            name="kind",
            field=models.CharField(
                choices=[
                    ("visit", "Visit before it starts"),
                    ("host", "Tell the authority where the child will live"),
                    ("plan", "Placement plan"),
                    ("register", "Dynamic support register"),
                    ("notify", "Notify the local authority"),
                    ("care_status", "Decide whether the child is looked after"),
                    ("care_review", "Review of a looked-after child"),
                    ("care_visit", "Visit to a looked-after child"),
                    ("renewal", "Go back to the panel"),
                    ("transition", "Prepare for adulthood"),
                ],
                max_length=20,
            ),
        ),
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
                    ("issued", "Sent the final plan"),
                    ("reviewed", "Held the review meeting"),
                    ("reported", "The school reported on the review"),
                    ("kept", "Decided to keep or end the plan as it is"),
                    ("amending", "Sent the amendments proposed"),
                    ("amended", "Sent the final amended plan"),
                    ("care_decided", "Health decided about continuing care"),
                ],
                max_length=20,
            ),
        ),
    ]
