"""Rows that belong to another go by its row, without asking where it stands itself."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_steps_are_dropped"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="advice",
            options={
                "ordering": ("-placement_request_id", "agency", "round"),
                "verbose_name_plural": "advice",
            },
        ),
        migrations.AlterModelOptions(
            name="adviceversion",
            options={"ordering": ("advice_id", "number")},
        ),
        migrations.AlterModelOptions(
            name="attempt",
            options={"ordering": ("placement_request_id", "position")},
        ),
        migrations.AlterModelOptions(
            name="childsection",
            options={"ordering": ("child_id", "name")},
        ),
        migrations.AlterModelOptions(
            name="circulation",
            options={"ordering": ("placement_request_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="contact",
            options={"ordering": ("child_id", "position")},
        ),
        migrations.AlterModelOptions(
            name="costline",
            options={"ordering": ("option_id", "position")},
        ),
        migrations.AlterModelOptions(
            name="costshare",
            options={"ordering": ("cost_line_id", "settlement", "agency")},
        ),
        migrations.AlterModelOptions(
            name="earlyreview",
            options={"ordering": ("-placement_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="invitation",
            options={"ordering": ("advice_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="need",
            options={"ordering": ("placement_request_id", "rank")},
        ),
        migrations.AlterModelOptions(
            name="needfit",
            options={"ordering": ("option_id", "need")},
        ),
        migrations.AlterModelOptions(
            name="outcomemeasure",
            options={"ordering": ("review_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="panelanswer",
            options={"ordering": ("placement_request_id", "position")},
        ),
        migrations.AlterModelOptions(
            name="paper",
            options={"ordering": ("placement_request_id", "number")},
        ),
        migrations.AlterModelOptions(
            name="paperversion",
            options={"ordering": ("paper_id", "number")},
        ),
        migrations.AlterModelOptions(
            name="placementagreement",
            options={"ordering": ("placement_id", "version")},
        ),
        migrations.AlterModelOptions(
            name="placementchange",
            options={"ordering": ("-placement_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="placementoption",
            options={"ordering": ("placement_request_id", "letter")},
        ),
        migrations.AlterModelOptions(
            name="placementreview",
            options={"ordering": ("-placement_id", "number")},
        ),
        migrations.AlterModelOptions(
            name="planstep",
            options={"ordering": ("placement_request_id", "happened_on", "pk")},
        ),
        migrations.AlterModelOptions(
            name="practitioner",
            options={"ordering": ("child_id", "position")},
        ),
        migrations.AlterModelOptions(
            name="remark",
            options={"ordering": ("placement_request_id", "pk")},
        ),
        migrations.AlterModelOptions(
            name="requestsection",
            options={"ordering": ("placement_request_id", "name")},
        ),
        migrations.AlterModelOptions(
            name="restriction",
            options={"ordering": ("placement_request_id", "restricted_at")},
        ),
        migrations.AlterModelOptions(
            name="signatory",
            options={"ordering": ("agreement_id", "pk"), "verbose_name_plural": "signatories"},
        ),
        migrations.AlterModelOptions(
            name="soughtoutcome",
            options={"ordering": ("placement_request_id", "position")},
        ),
        migrations.AlterModelOptions(
            name="suspension",
            options={"ordering": ("placement_id", "first_day")},
        ),
        migrations.AlterModelOptions(
            name="urgency",
            options={
                "ordering": ("placement_request_id", "pk"),
                "verbose_name_plural": "urgencies",
            },
        ),
    ]
