import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_appointments_fit"),
        ("cases", "0016_advice_versions_are_kept"),
        ("policies", "0002_append_only_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="costshare",
            options={"ordering": ("cost_line", "settlement", "agency")},
        ),
        migrations.RemoveConstraint(
            model_name="costshare",
            name="cost_share_is_one_an_agency",
        ),
        migrations.RemoveConstraint(
            model_name="placementrequest",
            name="request_is_live_once_for_a_child_and_kind",
        ),
        migrations.AddField(
            model_name="costshare",
            name="settlement",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AlterField(
            model_name="placementrequest",
            name="stage",
            field=django_fsm.FSMField(
                choices=[
                    ("draft", "Draft"),
                    ("submitted", "With the panel team"),
                    ("returned", "Sent back to the referrer"),
                    ("advice", "Waiting for advice"),
                    ("ready", "Ready for panel"),
                    ("listed", "On an agenda"),
                    ("considered", "Considered by the panel"),
                    ("deferred", "Deferred"),
                    ("funding", "Agencies approve"),
                    ("disputed", "Agencies disagree who pays"),
                    ("approved", "Approved and funded"),
                    ("placed", "Placed"),
                    ("ended", "Placement ended"),
                    ("declined", "Declined"),
                    ("referred_on", "Referred on"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="draft",
                max_length=50,
                protected=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="costshare",
            constraint=models.UniqueConstraint(
                fields=("cost_line", "agency", "settlement"), name="cost_share_is_one_an_agency"
            ),
        ),
        migrations.AddConstraint(
            model_name="placementrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "stage__in",
                        [
                            "advice",
                            "considered",
                            "deferred",
                            "disputed",
                            "draft",
                            "funding",
                            "listed",
                            "ready",
                            "returned",
                            "submitted",
                        ],
                    )
                ),
                fields=("child", "kind"),
                name="request_is_live_once_for_a_child_and_kind",
            ),
        ),
    ]
