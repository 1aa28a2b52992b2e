"""A child's record in sections, and all that a request tells of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_panels_people_and_roles"),
        ("cases", "0010_options_are_settled"),
        ("policies", "0002_append_only_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("what", models.CharField(max_length=300)),
                ("from_on", models.DateField(blank=True, null=True)),
                ("until_on", models.DateField(blank=True, null=True)),
                ("cost_pence", models.BigIntegerField(blank=True, null=True)),
                ("effect", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ("placement_request", "position"),
            },
        ),
        migrations.CreateModel(
            name="ChildSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("told_at", models.DateTimeField()),
                (
                    "name",
                    models.CharField(
                        choices=[
                            ("identity", "Who they are"),
                            ("contacts", "Parents and carers"),
                            ("communication", "How they communicate"),
                            ("practitioners", "Who works with them"),
                            ("standing", "School, plan and legal status"),
                        ],
                        max_length=20,
                    ),
                ),
            ],
            options={
                "ordering": ("child", "name"),
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=160)),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("mother", "Mother"),
                            ("father", "Father"),
                            ("step_parent", "Step-parent"),
                            ("grandparent", "Grandparent"),
                            ("sibling", "Brother or sister"),
                            ("foster_carer", "Foster carer"),
                            ("guardian", "Special guardian"),
                            ("local_authority", "Local authority, under a care order"),
                            ("other", "Somebody else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("is_responsible", models.BooleanField(default=False)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("city", models.CharField(blank=True, max_length=80)),
                ("postcode", models.CharField(blank=True, max_length=8)),
                ("phone", models.CharField(blank=True, max_length=30)),
            ],
            options={
                "ordering": ("child", "position"),
            },
        ),
        migrations.CreateModel(
            name="Practitioner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(blank=True, max_length=160)),
                ("role", models.CharField(max_length=120)),
                ("agency", models.CharField(max_length=120)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("is_lead", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ("child", "position"),
            },
        ),
        migrations.CreateModel(
            name="RequestSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("told_at", models.DateTimeField()),
                (
                    "name",
                    models.CharField(
                        choices=[
                            ("story", "Story and strengths"),
                            ("views", "The child’s and the family’s views"),
                            ("needs", "Needs"),
                            ("tried", "What has been tried"),
                            ("outcomes", "Outcomes sought"),
                            ("preparation", "Before this request"),
                            ("plans", "Reviews and what comes after"),
                            ("declaration", "Documents and sign-off"),
                        ],
                        max_length=20,
                    ),
                ),
            ],
            options={
                "ordering": ("placement_request", "name"),
            },
        ),
        migrations.CreateModel(
            name="SoughtOutcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("what", models.CharField(max_length=20000)),
                ("by_on", models.DateField(blank=True, null=True)),
                ("measure", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ("placement_request", "position"),
            },
        ),
        migrations.AddField(
            model_name="child",
            name="interpreter",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="child",
            name="known_as",
            field=models.CharField(blank=True, db_default="", default="", max_length=80),
        ),
        migrations.AddField(
            model_name="child",
            name="language",
            field=models.CharField(blank=True, db_default="", default="", max_length=80),
        ),
        migrations.AddField(
            model_name="child",
            name="plan_stage",
            field=models.CharField(
                choices=[
                    ("none", "No plan"),
                    ("requested", "An assessment is requested"),
                    ("assessing", "Being assessed"),
                    ("issued", "Plan issued"),
                    ("reviewed", "Plan issued and reviewed"),
                ],
                db_default="none",
                default="none",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="child",
            name="sex",
            field=models.CharField(
                choices=[("female", "Female"), ("male", "Male"), ("unknown", "Not recorded")],
                db_default="unknown",
                default="unknown",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="child",
            name="uln",
            field=models.CharField(blank=True, db_default="", default="", max_length=10),
        ),
        migrations.AddField(
            model_name="child",
            name="year_group",
            field=models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
        migrations.AddField(
            model_name="need",
            name="assessed_for",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="need",
            name="assessed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="advocacy",
            field=models.CharField(
                blank=True,
                choices=[
                    ("accepted", "Offered, and they have an advocate"),
                    ("declined", "Offered, and declined"),
                    ("not_offered", "Not offered"),
                ],
                db_default="",
                default="",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="agencies_met_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="attached",
            field=models.JSONField(blank=True, db_default=[], default=list),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="child_views_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="family_views_absent_because",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="family_views_how",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="family_views_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="has_health_need",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="health_told_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="if_delayed",
            field=models.CharField(blank=True, db_default="", default="", max_length=2000),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="is_declared",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="return_plan",
            field=models.CharField(blank=True, db_default="", default="", max_length=2000),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="review_plan",
            field=models.CharField(blank=True, db_default="", default="", max_length=2000),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="signed_off_grade",
            field=models.CharField(
                blank=True,
                choices=[
                    ("team_manager", "Team manager"),
                    ("service_manager", "Service manager"),
                    ("head_of_service", "Head of service"),
                    ("assistant_director", "Assistant director"),
                    ("director", "Director"),
                    ("chief_officer", "Chief officer"),
                ],
                db_default="",
                default="",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="signed_off_name",
            field=models.CharField(blank=True, db_default="", default="", max_length=160),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="signed_off_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="split_reason",
            field=models.CharField(blank=True, db_default="", default="", max_length=2000),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="strengths",
            field=models.CharField(blank=True, db_default="", default="", max_length=20000),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="transition_plan",
            field=models.CharField(blank=True, db_default="", default="", max_length=2000),
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="tried_less_because",
            field=models.CharField(blank=True, db_default="", default="", max_length=500),
        ),
        migrations.AlterField(
            model_name="placementrequest",
            name="child_views",
            field=models.CharField(blank=True, max_length=20000),
        ),
        migrations.AlterField(
            model_name="placementrequest",
            name="family_views",
            field=models.CharField(blank=True, max_length=20000),
        ),
        migrations.AlterField(
            model_name="placementrequest",
            name="story",
            field=models.CharField(blank=True, max_length=20000),
        ),
        migrations.AddIndex(
            model_name="child",
            index=models.Index(fields=["panel", "born_on"], name="child_panel_born_on"),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=models.UniqueConstraint(
                condition=models.Q(("upn", ""), _negated=True),
                fields=("panel", "upn"),
                name="child_is_recorded_once_by_upn",
            ),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=models.UniqueConstraint(
                condition=models.Q(("uln", ""), _negated=True),
                fields=("panel", "uln"),
                name="child_is_recorded_once_by_uln",
            ),
        ),
        migrations.AddConstraint(
            model_name="placementrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("signed_off_grade", ""), ("signed_off_name", ""), ("signed_off_on", None)
                    ),
                    models.Q(
                        models.Q(("signed_off_name", ""), _negated=True),
                        models.Q(("signed_off_grade", ""), _negated=True),
                        ("signed_off_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="request_sign_off_has_name_grade_and_day",
            ),
        ),
        migrations.AddField(
            model_name="attempt",
            name="placement_request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="attempts",
                to="cases.placementrequest",
            ),
        ),
        migrations.AddField(
            model_name="childsection",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sections",
                to="cases.child",
            ),
        ),
        migrations.AddField(
            model_name="childsection",
            name="told_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contacts",
                to="cases.child",
            ),
        ),
        migrations.AddField(
            model_name="practitioner",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="practitioners",
                to="cases.child",
            ),
        ),
        migrations.AddField(
            model_name="requestsection",
            name="placement_request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sections",
                to="cases.placementrequest",
            ),
        ),
        migrations.AddField(
            model_name="requestsection",
            name="told_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="soughtoutcome",
            name="placement_request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="outcomes_sought",
                to="cases.placementrequest",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                fields=("placement_request", "position"),
                name="attempt_position_is_unique_on_its_request",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(("cost_pence", None), ("cost_pence__gte", 0), _connector="OR"),
                name="attempt_cost_is_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_on", None),
                    ("until_on", None),
                    ("until_on__gte", models.F("from_on")),
                    _connector="OR",
                ),
                name="attempt_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="childsection",
            constraint=models.UniqueConstraint(
                fields=("child", "name"), name="child_section_is_one_a_child_and_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(
                fields=("child", "position"), name="contact_position_is_unique_on_its_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="practitioner",
            constraint=models.UniqueConstraint(
                fields=("child", "position"), name="practitioner_position_is_unique_on_its_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="practitioner",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_lead", True)),
                fields=("child",),
                name="practitioner_who_leads_is_one_a_child",
            ),
        ),
        migrations.AddConstraint(
            model_name="requestsection",
            constraint=models.UniqueConstraint(
                fields=("placement_request", "name"),
                name="request_section_is_one_a_request_and_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="soughtoutcome",
            constraint=models.UniqueConstraint(
                fields=("placement_request", "position"),
                name="sought_outcome_position_is_unique_on_its_request",
            ),
        ),
    ]
