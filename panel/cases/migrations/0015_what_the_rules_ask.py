"""Hold what a panel's own rules ask of a request."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("cases", "0014_the_register_is_asked_about"),)

    operations = (
        migrations.AddField(
            model_name="placementrequest",
            name="capacity",
            field=models.CharField(
                blank=True,
                choices=[
                    ("decides", "They can, and did"),
                    ("lacks", "They can’t; it was decided in their best interests"),
                    ("not_assessed", "Not assessed yet"),
                ],
                db_default="",
                default="",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="child_consented_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="circumstances",
            field=models.JSONField(blank=True, db_default=[], default=list),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="criteria_met",
            field=models.JSONField(blank=True, db_default=[], default=list),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="family_consented_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="known_to",
            field=models.JSONField(blank=True, db_default={}, default=dict),
        ),
        migrations.AlterField(
            model_name="requestsection",
            name="name",
            field=models.CharField(
                choices=[
                    ("grounds", "Why this panel"),
                    ("story", "Story and strengths"),
                    ("views", "The child’s and the family’s views"),
                    ("needs", "Needs"),
                    ("tried", "What has been tried"),
                    ("outcomes", "Outcomes sought"),
                    ("preparation", "Before this request"),
                    ("questions", "The panel’s own questions"),
                    ("sharing", "Sharing information"),
                    ("plans", "Reviews and what comes after"),
                    ("declaration", "Documents and sign-off"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="PanelAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("question", models.CharField(max_length=300)),
                ("answer", models.CharField(max_length=2000)),
                (
                    "placement_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="panel_answers",
                        to="cases.placementrequest",
                    ),
                ),
            ],
            options={
                "ordering": ("placement_request", "position"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("placement_request", "position"),
                        name="panel_answer_position_is_unique_on_its_request",
                    ),
                    models.UniqueConstraint(
                        fields=("placement_request", "question"),
                        name="panel_question_is_answered_once_on_a_request",
                    ),
                ],
            },
        ),
    )
