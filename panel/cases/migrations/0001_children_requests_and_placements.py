"""Keep children, the requests made for them, and the placements they lead to."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django_fsm
from django.conf import settings
from django.db import migrations, models

from panel.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_panels_people_and_seats"),
        ("agencies", "__first__"),
        ("policies", "0001_policy_versions"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="CostLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("education", "Education"),
                                    ("care", "Residential care"),
                                    ("health", "Health"),
                                    ("therapy", "Therapy"),
                                    ("transport", "Transport"),
                                    ("set_up", "Set-up"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("description", models.CharField(blank=True, max_length=160)),
                        ("rate_pence", models.BigIntegerField()),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("day", "a day"),
                                    ("week", "a week"),
                                    ("term", "a term"),
                                    ("year", "a year"),
                                    ("once", "once"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "days_per_week",
                            models.PositiveSmallIntegerField(db_default=7, default=7),
                        ),
                        (
                            "weeks_per_year",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        (
                            "uplift_basis_points",
                            models.PositiveIntegerField(db_default=0, default=0),
                        ),
                        ("uplift_from", models.DateField(blank=True, null=True)),
                        (
                            "vat",
                            models.CharField(
                                choices=[
                                    ("none", "No VAT"),
                                    ("reclaimed", "VAT on top, reclaimed"),
                                    ("included", "VAT in the rate"),
                                ],
                                db_default="none",
                                default="none",
                                max_length=10,
                            ),
                        ),
                        (
                            "funding_source",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("high_needs", "High needs block (DSG)"),
                                    ("council", "Council base budget"),
                                    ("icb", "Integrated care board"),
                                    ("other", "Another source"),
                                ],
                                db_default="",
                                default="",
                                max_length=20,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("option", "position"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("rate_pence__gt", 0)),
                                name="cost_line_rate_is_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("funding_source", "high_needs"), _negated=True),
                                    ("kind", "education"),
                                    _connector="OR",
                                ),
                                name="cost_line_high_needs_pays_for_education",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("uplift_basis_points", 0), ("uplift_from", None)),
                                    models.Q(
                                        ("uplift_basis_points__gt", 0),
                                        ("uplift_basis_points__lte", 10000),
                                        ("uplift_from__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="cost_line_uplift_has_size_and_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None),
                                    ("starts_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="cost_line_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("days_per_week__gte", 1),
                                    ("days_per_week__lte", 7),
                                    models.Q(
                                        ("weeks_per_year", None),
                                        models.Q(
                                            ("weeks_per_year__gte", 1), ("weeks_per_year__lte", 52)
                                        ),
                                        _connector="OR",
                                    ),
                                ),
                                name="cost_line_days_fit_a_week_and_weeks_a_year",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlacementOption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("letter", models.CharField(max_length=1)),
                        ("provider", models.CharField(max_length=160)),
                        (
                            "placement_group",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("mainstream_council", "Mainstream: council school"),
                                    ("mainstream_academy", "Mainstream: academy or free school"),
                                    ("mainstream_independent", "Mainstream: independent school"),
                                    ("sen_unit", "SEN unit in a mainstream school"),
                                    ("resourced", "Resourced provision in a mainstream school"),
                                    ("special_council", "Special: council school"),
                                    ("special_academy", "Special: academy or free school"),
                                    ("special_non_maintained", "Special: non-maintained school"),
                                    ("special_independent", "Special: independent school"),
                                    (
                                        "alternative",
                                        "Alternative provision or pupil referral unit",
                                    ),
                                    ("further_education", "General further education"),
                                    ("specialist_post_16", "Specialist post-16 institution"),
                                    (
                                        "other",
                                        "Other: early years, online, at home, "
                                        "in care or in hospital",
                                    ),
                                ],
                                db_default="",
                                default="",
                                max_length=30,
                            ),
                        ),
                        (
                            "setting",
                            models.CharField(
                                choices=[
                                    ("mainstream", "Mainstream school with support"),
                                    ("local_special", "Local special school"),
                                    ("independent_day", "Independent special school, day"),
                                    (
                                        "independent_boarding",
                                        "Independent special school, boarding",
                                    ),
                                    ("residential_52", "Residential, 52 weeks"),
                                    ("childrens_home", "Children's home with education"),
                                    ("foster_package", "Foster care with a package"),
                                    ("home_package", "Package at home"),
                                    ("specialist_college", "Specialist post-16 college"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("is_local", models.BooleanField(default=False)),
                        ("weeks_per_year", models.PositiveSmallIntegerField(default=52)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        (
                            "suitability",
                            models.CharField(
                                choices=[
                                    ("meets", "Yes"),
                                    ("partly", "Partly"),
                                    ("does_not", "No"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("suitability_reason", models.CharField(blank=True, max_length=300)),
                        ("inspection", models.CharField(blank=True, max_length=80)),
                        (
                            "rating",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("outstanding", "Outstanding"),
                                    ("good", "Good"),
                                    ("requires_improvement", "Requires improvement"),
                                    ("inadequate", "Inadequate"),
                                    ("ungraded", "Inspected without an overall grade"),
                                    ("not_yet", "Not inspected yet"),
                                ],
                                db_default="",
                                default="",
                                max_length=30,
                            ),
                        ),
                        ("rated_on", models.DateField(blank=True, null=True)),
                        (
                            "home_registration",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("registered", "Registered as a children’s home"),
                                    ("applied", "Registration applied for"),
                                    ("not_registered", "Not registered"),
                                ],
                                db_default="",
                                default="",
                                max_length=20,
                            ),
                        ),
                        (
                            "vacancy",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("place", "Has a place"),
                                    ("later", "Has a place later"),
                                    ("full", "Has no place"),
                                    ("unsuited", "Can’t meet the needs"),
                                    ("silent", "Hasn’t answered"),
                                ],
                                db_default="",
                                default="",
                                max_length=20,
                            ),
                        ),
                        ("vacancy_asked_on", models.DateField(blank=True, null=True)),
                        (
                            "vacancy_answer",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=300
                            ),
                        ),
                        ("miles", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "travel_minutes",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        ("is_recommended", models.BooleanField(default=False)),
                        ("why_not", models.CharField(blank=True, max_length=300)),
                        (
                            "missing_group",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("mainstream_council", "Mainstream: council school"),
                                    ("mainstream_academy", "Mainstream: academy or free school"),
                                    ("mainstream_independent", "Mainstream: independent school"),
                                    ("sen_unit", "SEN unit in a mainstream school"),
                                    ("resourced", "Resourced provision in a mainstream school"),
                                    ("special_council", "Special: council school"),
                                    ("special_academy", "Special: academy or free school"),
                                    ("special_non_maintained", "Special: non-maintained school"),
                                    ("special_independent", "Special: independent school"),
                                    (
                                        "alternative",
                                        "Alternative provision or pupil referral unit",
                                    ),
                                    ("further_education", "General further education"),
                                    ("specialist_post_16", "Specialist post-16 institution"),
                                    (
                                        "other",
                                        "Other: early years, online, at home, "
                                        "in care or in hospital",
                                    ),
                                ],
                                db_default="",
                                default="",
                                max_length=30,
                            ),
                        ),
                        (
                            "missing_need",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("SPLD", "Specific learning difficulty"),
                                    ("MLD", "Moderate learning difficulty"),
                                    ("SLD", "Severe learning difficulty"),
                                    ("PMLD", "Profound and multiple learning difficulty"),
                                    ("SEMH", "Social, emotional and mental health"),
                                    ("SLCN", "Speech, language and communication"),
                                    ("HI", "Hearing impairment"),
                                    ("VI", "Vision impairment"),
                                    ("MSI", "Multi-sensory impairment"),
                                    ("PD", "Physical disability"),
                                    ("ASD", "Autism"),
                                    ("DS", "Down syndrome"),
                                    ("OTH", "Other"),
                                ],
                                db_default="",
                                default="",
                                max_length=4,
                            ),
                        ),
                        (
                            "missing_area",
                            models.CharField(blank=True, db_default="", default="", max_length=60),
                        ),
                    ],
                    options={
                        "ordering": ("placement_request", "letter"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None),
                                    ("starts_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="option_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("weeks_per_year__gte", 1), ("weeks_per_year__lte", 52)
                                ),
                                name="option_weeks_fit_a_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rated_on", None),
                                    models.Q(("rating", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="option_rated_on_never_without_rating",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("vacancy", ""), ("vacancy_answer", "")),
                                    ("vacancy_asked_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="option_vacancy_has_the_day_it_was_asked",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("missing_area", ""),
                                        ("missing_group", ""),
                                        ("missing_need", ""),
                                    ),
                                    models.Q(
                                        ("is_local", False),
                                        models.Q(("missing_group", ""), _negated=True),
                                        models.Q(("missing_need", ""), _negated=True),
                                        models.Q(("missing_area", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="option_missing_provision_is_whole_and_not_local",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Advice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "stage",
                            django_fsm.FSMField(
                                choices=[("asked", "Asked"), ("given", "Given")],
                                default="asked",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        (
                            "opinion",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("supports", "Supports"),
                                    ("conditions", "Supports with a condition"),
                                    ("against", "Does not support"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("is_suitable", models.BooleanField(blank=True, null=True)),
                        ("summary", models.TextField(blank=True)),
                        (
                            "conditions",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=2000
                            ),
                        ),
                        (
                            "hours_per_week",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        (
                            "departures",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=2000
                            ),
                        ),
                        ("written_on", models.DateField(blank=True, null=True)),
                        (
                            "reuse_agreed_by",
                            models.JSONField(blank=True, db_default=[], default=list),
                        ),
                        (
                            "late_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("awaiting_information", "Information was awaited"),
                                    ("family_away", "The family was away"),
                                    ("school_closed", "The school was closed"),
                                ],
                                db_default="",
                                default="",
                                max_length=30,
                            ),
                        ),
                        (
                            "shown_sha256",
                            models.CharField(blank=True, db_default="", default="", max_length=64),
                        ),
                        (
                            "from_outside",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=300
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                        ("asked_at", models.DateTimeField()),
                        ("due_on", models.DateField()),
                        ("version", models.PositiveSmallIntegerField(db_default=0, default=0)),
                        ("given_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="advice",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "advice",
                        "ordering": ("placement_request", "agency", "round"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("given_at", None),
                                        ("given_by", None),
                                        ("opinion", ""),
                                        ("stage", "asked"),
                                    ),
                                    models.Q(
                                        ("given_at__isnull", False),
                                        ("given_by__isnull", False),
                                        ("stage", "given"),
                                        models.Q(("opinion", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="advice_given_has_opinion_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hours_per_week", None),
                                    ("hours_per_week__lte", 168),
                                    _connector="OR",
                                ),
                                name="advice_hours_fit_a_week",
                            ),
                        ],
                    },
                    bases=(django_fsm.FSMModelMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="AdviceVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "opinion",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("supports", "Supports"),
                                    ("conditions", "Supports with a condition"),
                                    ("against", "Does not support"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("is_suitable", models.BooleanField(blank=True, null=True)),
                        ("summary", models.TextField(blank=True)),
                        (
                            "conditions",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=2000
                            ),
                        ),
                        (
                            "hours_per_week",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        (
                            "departures",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=2000
                            ),
                        ),
                        ("written_on", models.DateField(blank=True, null=True)),
                        (
                            "reuse_agreed_by",
                            models.JSONField(blank=True, db_default=[], default=list),
                        ),
                        (
                            "late_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("awaiting_information", "Information was awaited"),
                                    ("family_away", "The family was away"),
                                    ("school_closed", "The school was closed"),
                                ],
                                db_default="",
                                default="",
                                max_length=30,
                            ),
                        ),
                        (
                            "shown_sha256",
                            models.CharField(blank=True, db_default="", default="", max_length=64),
                        ),
                        (
                            "from_outside",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=300
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("given_at", models.DateTimeField()),
                        (
                            "advice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="cases.advice",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("advice", "number"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("advice", "number"),
                                name="advice_version_number_is_unique_on_its_advice",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Child",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("given_name", models.CharField(max_length=80)),
                        ("family_name", models.CharField(max_length=80)),
                        (
                            "known_as",
                            models.CharField(blank=True, db_default="", default="", max_length=80),
                        ),
                        ("born_on", models.DateField()),
                        (
                            "sex",
                            models.CharField(
                                choices=[
                                    ("female", "Female"),
                                    ("male", "Male"),
                                    ("unknown", "Not recorded"),
                                ],
                                db_default="unknown",
                                default="unknown",
                                max_length=10,
                            ),
                        ),
                        ("nhs_number", models.CharField(blank=True, max_length=10)),
                        ("upn", models.CharField(blank=True, max_length=13)),
                        (
                            "uln",
                            models.CharField(blank=True, db_default="", default="", max_length=10),
                        ),
                        ("communication", models.CharField(blank=True, max_length=200)),
                        (
                            "language",
                            models.CharField(blank=True, db_default="", default="", max_length=80),
                        ),
                        (
                            "interpreter",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=200
                            ),
                        ),
                        ("education_setting", models.CharField(blank=True, max_length=200)),
                        (
                            "year_group",
                            models.CharField(blank=True, db_default="", default="", max_length=20),
                        ),
                        (
                            "legal_status",
                            models.CharField(
                                choices=[
                                    ("none", "None"),
                                    ("in_need", "Child in need (section 17)"),
                                    ("protection", "Child protection plan"),
                                    ("accommodated", "Looked after (section 20)"),
                                    ("care_order", "Looked after (section 31)"),
                                ],
                                default="none",
                                max_length=20,
                            ),
                        ),
                        (
                            "plan_stage",
                            models.CharField(
                                choices=[
                                    ("unknown", "Not recorded"),
                                    ("none", "No plan"),
                                    ("requested", "An assessment is requested"),
                                    ("assessing", "Being assessed"),
                                    ("issued", "Plan issued"),
                                    ("reviewed", "Plan issued and reviewed"),
                                ],
                                db_default="unknown",
                                default="unknown",
                                max_length=20,
                            ),
                        ),
                        (
                            "panel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="agencies.panel",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "children",
                        "ordering": ("pk",),
                        "indexes": [
                            models.Index(fields=["panel", "born_on"], name="child_panel_born_on")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("nhs_number", ""), _negated=True),
                                fields=("panel", "nhs_number"),
                                name="child_is_recorded_once_by_nhs_number",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("upn", ""), _negated=True),
                                fields=("panel", "upn"),
                                name="child_is_recorded_once_by_upn",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("uln", ""), _negated=True),
                                fields=("panel", "uln"),
                                name="child_is_recorded_once_by_uln",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChildSection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sections",
                                to="cases.child",
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("child", "name"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("child", "name"),
                                name="child_section_is_one_a_child_and_name",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contacts",
                                to="cases.child",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("child", "position"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("child", "position"),
                                name="contact_position_is_unique_on_its_child",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CostShare",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("basis_points", models.PositiveIntegerField()),
                        ("settlement", models.PositiveSmallIntegerField(db_default=0, default=0)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "cost_line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="shares",
                                to="cases.costline",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("cost_line", "settlement", "agency"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("cost_line", "agency", "settlement"),
                                name="cost_share_is_one_an_agency",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("basis_points__gt", 0), ("basis_points__lte", 10000)
                                ),
                                name="cost_share_is_part_of_a_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=120)),
                        ("organisation", models.CharField(max_length=160)),
                        ("email", models.EmailField(max_length=254)),
                        ("token_sha256", models.CharField(max_length=64, unique=True)),
                        ("invited_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        ("opened_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "advice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to="cases.advice",
                            ),
                        ),
                        (
                            "invited_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("advice", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answered_at", None), ("revoked_at", None)),
                                fields=("advice",),
                                name="invitation_is_live_once_for_an_advice",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("revoked_at", None), ("revoked_by", None)),
                                    models.Q(
                                        ("answered_at", None),
                                        ("revoked_at__isnull", False),
                                        ("revoked_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="invitation_revoked_has_by_and_no_answer",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Paper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=150)),
                        (
                            "section",
                            models.CharField(
                                choices=[
                                    ("general", "Everyone who reads the case"),
                                    ("education", "Education only"),
                                    ("health", "Health only"),
                                    ("social_care", "Social care only"),
                                ],
                                default="general",
                                max_length=20,
                            ),
                        ),
                        ("withheld_at", models.DateTimeField(blank=True, null=True)),
                        ("withheld_because", models.CharField(blank=True, max_length=200)),
                        (
                            "withheld_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("placement_request", "number"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("withheld_at", None),
                                        ("withheld_because", ""),
                                        ("withheld_by", None),
                                    ),
                                    models.Q(
                                        ("withheld_at__isnull", False),
                                        ("withheld_by__isnull", False),
                                        models.Q(("withheld_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="paper_withheld_has_at_by_and_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("pdf", "PDF"),
                                    ("docx", "Word document"),
                                    ("xlsx", "Excel workbook"),
                                    ("odt", "OpenDocument text"),
                                    ("png", "PNG picture"),
                                    ("jpg", "JPEG picture"),
                                    ("txt", "Plain text"),
                                ],
                                max_length=4,
                            ),
                        ),
                        ("size", models.PositiveIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "paper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="cases.paper",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("paper", "number"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("paper", "number"),
                                name="paper_version_number_is_unique_on_its_paper",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                                name="paper_version_has_a_hash",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Placement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "stage",
                            django_fsm.FSMField(
                                choices=[
                                    ("agreed", "Agreement to be signed"),
                                    ("signed", "Signed, not started"),
                                    ("started", "Running"),
                                    ("suspended", "Suspended"),
                                    ("ended", "Ended"),
                                ],
                                default="agreed",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("started_on", models.DateField(blank=True, null=True)),
                        ("in_emergency", models.BooleanField(default=False)),
                        ("started_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("needs_met", "The needs are met"),
                                    ("step_down", "Stepped down to less support"),
                                    ("breakdown", "The placement broke down"),
                                    ("too_old", "The young person is too old for it"),
                                    ("work", "Work or training began"),
                                    ("moved", "The family moved to another area"),
                                    ("own_wish", "The family or young person wished it"),
                                    ("provider", "The provider closed or gave notice"),
                                    ("replaced", "Another placement takes its place"),
                                    ("not_started", "It never started"),
                                    ("died", "The child died"),
                                    ("other", "Another reason"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("end_note", models.CharField(blank=True, max_length=300)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followed_by",
                                to="cases.placement",
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.placementoption",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("started_at", None),
                                        ("started_by", None),
                                        ("started_on", None),
                                    ),
                                    models.Q(
                                        ("started_at__isnull", False),
                                        ("started_by__isnull", False),
                                        ("started_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="placement_started_has_day_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("stage__in", ["started", "suspended"]), _negated=True
                                    ),
                                    ("started_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="placement_that_runs_has_started",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                        ("stage", "ended"),
                                        models.Q(("end_reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("stage", "ended"), _negated=True),
                                        ("end_reason", ""),
                                        ("ended_at", None),
                                        ("ended_by", None),
                                        ("ended_on", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="placement_ended_has_reason_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on", None),
                                    ("ended_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="placement_ends_after_it_starts",
                            ),
                        ],
                    },
                    bases=(django_fsm.FSMModelMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="PlacementAgreement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        ("provider", models.CharField(max_length=160)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("lapses_on", models.DateField(blank=True, null=True)),
                        ("weeks_per_year", models.PositiveSmallIntegerField()),
                        ("weekly_rate_pence", models.BigIntegerField()),
                        ("notice_weeks", models.PositiveSmallIntegerField()),
                        ("return_plan", models.TextField(blank=True)),
                        ("return_by", models.DateField(blank=True, null=True)),
                        ("drawn_up_at", models.DateTimeField()),
                        (
                            "drawn_up_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "placement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreements",
                                to="cases.placement",
                            ),
                        ),
                        (
                            "supersedes",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="superseded_by",
                                to="cases.placementagreement",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("placement", "version"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("placement", "version"),
                                name="agreement_version_is_unique_on_its_placement",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="agreement_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lapses_on", None),
                                    models.Q(
                                        ("lapses_on__gte", models.F("starts_on")),
                                        ("lapses_on__lte", models.F("ends_on")),
                                    ),
                                    _connector="OR",
                                ),
                                name="agreement_lapses_while_it_runs",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("weeks_per_year__gte", 1), ("weeks_per_year__lte", 52)
                                ),
                                name="agreement_weeks_fit_a_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weekly_rate_pence__gt", 0)),
                                name="agreement_rate_is_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("return_by", None), ("return_plan", "")),
                                    models.Q(
                                        models.Q(("return_plan", ""), _negated=True),
                                        ("return_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="agreement_return_plan_has_its_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("supersedes", None), ("version", 1)),
                                    models.Q(("supersedes__isnull", False), ("version__gt", 1)),
                                    _connector="OR",
                                ),
                                name="agreement_after_the_first_supersedes_one",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NeedFit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "need",
                            models.CharField(
                                choices=[
                                    ("SPLD", "Specific learning difficulty"),
                                    ("MLD", "Moderate learning difficulty"),
                                    ("SLD", "Severe learning difficulty"),
                                    ("PMLD", "Profound and multiple learning difficulty"),
                                    ("SEMH", "Social, emotional and mental health"),
                                    ("SLCN", "Speech, language and communication"),
                                    ("HI", "Hearing impairment"),
                                    ("VI", "Vision impairment"),
                                    ("MSI", "Multi-sensory impairment"),
                                    ("PD", "Physical disability"),
                                    ("ASD", "Autism"),
                                    ("DS", "Down syndrome"),
                                    ("OTH", "Other"),
                                ],
                                max_length=4,
                            ),
                        ),
                        (
                            "fit",
                            models.CharField(
                                choices=[
                                    ("meets", "Yes"),
                                    ("partly", "Partly"),
                                    ("does_not", "No"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        (
                            "option",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="fits",
                                to="cases.placementoption",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("option", "need"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("option", "need"), name="need_fit_is_judged_once_an_option"
                            )
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="costline",
                    name="option",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cost_lines",
                        to="cases.placementoption",
                    ),
                ),
                migrations.CreateModel(
                    name="PlacementRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "criteria_met",
                            models.JSONField(blank=True, db_default=[], default=list),
                        ),
                        (
                            "circumstances",
                            models.JSONField(blank=True, db_default=[], default=list),
                        ),
                        ("known_to", models.JSONField(blank=True, db_default={}, default=dict)),
                        ("attached", models.JSONField(blank=True, db_default=[], default=list)),
                        ("family_consented_on", models.DateField(blank=True, null=True)),
                        ("child_consented_on", models.DateField(blank=True, null=True)),
                        (
                            "capacity",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("decides", "They can, and did"),
                                    (
                                        "lacks",
                                        "They can’t; it was decided in their best interests",
                                    ),
                                    ("not_assessed", "Not assessed yet"),
                                ],
                                db_default="",
                                default="",
                                max_length=20,
                            ),
                        ),
                        (
                            "stage",
                            django_fsm.FSMField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "With the panel team"),
                                    ("returned", "Sent back to the referrer"),
                                    ("advice", "Waiting for advice"),
                                    ("ready", "Ready for panel"),
                                    ("urgent", "Can’t wait for a meeting"),
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
                        ("reference", models.CharField(max_length=24, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("new", "New placement"),
                                    ("change", "Change to a placement"),
                                    ("extension", "Extension of a placement"),
                                ],
                                default="new",
                                max_length=20,
                            ),
                        ),
                        ("plan_requested_on", models.DateField(blank=True, null=True)),
                        ("story", models.CharField(blank=True, max_length=20000)),
                        (
                            "strengths",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=20000
                            ),
                        ),
                        ("legal_basis", models.CharField(blank=True, max_length=200)),
                        ("child_views", models.CharField(blank=True, max_length=20000)),
                        ("child_views_how", models.CharField(blank=True, max_length=200)),
                        ("child_views_on", models.DateField(blank=True, null=True)),
                        (
                            "child_views_absent_because",
                            models.CharField(blank=True, max_length=200),
                        ),
                        ("family_views", models.CharField(blank=True, max_length=20000)),
                        (
                            "family_views_how",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=200
                            ),
                        ),
                        ("family_views_on", models.DateField(blank=True, null=True)),
                        (
                            "family_views_absent_because",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=200
                            ),
                        ),
                        (
                            "advocacy",
                            models.CharField(
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
                        (
                            "tried_less_because",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=500
                            ),
                        ),
                        ("agencies_met_on", models.DateField(blank=True, null=True)),
                        ("has_health_need", models.BooleanField(db_default=False, default=False)),
                        ("health_told_on", models.DateField(blank=True, null=True)),
                        (
                            "split_reason",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=2000
                            ),
                        ),
                        (
                            "review_plan",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=2000
                            ),
                        ),
                        (
                            "return_plan",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=2000
                            ),
                        ),
                        (
                            "transition_plan",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=2000
                            ),
                        ),
                        (
                            "if_delayed",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=2000
                            ),
                        ),
                        ("is_declared", models.BooleanField(db_default=False, default=False)),
                        (
                            "signed_off_name",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=160
                            ),
                        ),
                        (
                            "signed_off_grade",
                            models.CharField(
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
                        ("signed_off_on", models.DateField(blank=True, null=True)),
                        ("started_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="cases.child",
                            ),
                        ),
                        (
                            "panel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="agencies.panel",
                            ),
                        ),
                        (
                            "policy",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="policies.policyversion",
                            ),
                        ),
                        (
                            "referring_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests_made",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-pk",),
                        "indexes": [
                            models.Index(fields=["panel", "stage"], name="request_panel_stage")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
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
                                            "urgent",
                                        ],
                                    )
                                ),
                                fields=("child", "kind"),
                                name="request_is_live_once_for_a_child_and_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("submitted_at", None), ("submitted_by", None)),
                                    models.Q(
                                        ("submitted_at__isnull", False),
                                        ("submitted_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="request_submitted_at_never_without_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("signed_off_grade", ""),
                                        ("signed_off_name", ""),
                                        ("signed_off_on", None),
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
                        ],
                    },
                    bases=(django_fsm.FSMModelMixin, models.Model),
                ),
                migrations.AddField(
                    model_name="placementoption",
                    name="placement_request",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="options",
                        to="cases.placementrequest",
                    ),
                ),
                migrations.CreateModel(
                    name="PlacementChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("rate", "A different rate"),
                                    ("split", "A different split between the agencies"),
                                    ("provider", "A different provider"),
                                    ("extension", "A later end"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("applies_from", models.DateField()),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "placement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="cases.placement",
                            ),
                        ),
                        (
                            "placement_request",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="change_asked",
                                to="cases.placementrequest",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("placement", "pk"),
                    },
                ),
                migrations.AddField(
                    model_name="placement",
                    name="placement_request",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placement",
                        to="cases.placementrequest",
                    ),
                ),
                migrations.AddField(
                    model_name="paper",
                    name="placement_request",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="cases.placementrequest",
                    ),
                ),
                migrations.CreateModel(
                    name="PanelAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                migrations.CreateModel(
                    name="Need",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("rank", models.PositiveSmallIntegerField()),
                        (
                            "code",
                            models.CharField(
                                choices=[
                                    ("SPLD", "Specific learning difficulty"),
                                    ("MLD", "Moderate learning difficulty"),
                                    ("SLD", "Severe learning difficulty"),
                                    ("PMLD", "Profound and multiple learning difficulty"),
                                    ("SEMH", "Social, emotional and mental health"),
                                    ("SLCN", "Speech, language and communication"),
                                    ("HI", "Hearing impairment"),
                                    ("VI", "Vision impairment"),
                                    ("MSI", "Multi-sensory impairment"),
                                    ("PD", "Physical disability"),
                                    ("ASD", "Autism"),
                                    ("DS", "Down syndrome"),
                                    ("OTH", "Other"),
                                ],
                                max_length=4,
                            ),
                        ),
                        ("detail", models.CharField(blank=True, max_length=300)),
                        ("assessed_on", models.DateField(blank=True, null=True)),
                        (
                            "assessed_for",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "placement_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="needs",
                                to="cases.placementrequest",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("placement_request", "rank"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("placement_request", "rank"),
                                name="need_rank_is_unique_on_its_request",
                            ),
                            models.UniqueConstraint(
                                fields=("placement_request", "code"),
                                name="need_is_named_once_on_a_request",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EmergencyAccess",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        ("opened_at", models.DateTimeField()),
                        ("open_until", models.DateTimeField()),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "placement_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="emergency_accesses",
                                to="cases.placementrequest",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "emergency accesses",
                        "ordering": ("-opened_at", "-pk"),
                        "indexes": [
                            models.Index(
                                fields=["opened_by", "open_until"],
                                name="emergency_access_by_until",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="emergency_access_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("open_until__gt", models.F("opened_at"))),
                                name="emergency_access_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Circulation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("circulated_at", models.DateTimeField()),
                        (
                            "advice",
                            models.ManyToManyField(
                                related_name="circulations", to="cases.adviceversion"
                            ),
                        ),
                        (
                            "circulated_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "papers",
                            models.ManyToManyField(
                                related_name="circulations", to="cases.paperversion"
                            ),
                        ),
                        (
                            "placement_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="circulations",
                                to="cases.placementrequest",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("placement_request", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Attempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("what", models.CharField(max_length=300)),
                        ("from_on", models.DateField(blank=True, null=True)),
                        ("until_on", models.DateField(blank=True, null=True)),
                        ("cost_pence", models.BigIntegerField(blank=True, null=True)),
                        ("effect", models.CharField(blank=True, max_length=300)),
                        (
                            "placement_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attempts",
                                to="cases.placementrequest",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("placement_request", "position"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("placement_request", "position"),
                                name="attempt_position_is_unique_on_its_request",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cost_pence", None), ("cost_pence__gte", 0), _connector="OR"
                                ),
                                name="attempt_cost_is_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("from_on", None),
                                    ("until_on", None),
                                    ("until_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="attempt_ends_after_it_starts",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="advice",
                    name="placement_request",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advice",
                        to="cases.placementrequest",
                    ),
                ),
                migrations.CreateModel(
                    name="PlacementReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("held_on", models.DateField()),
                        ("attendees", models.TextField()),
                        ("child_views", models.TextField(blank=True)),
                        (
                            "child_views_absent_because",
                            models.CharField(blank=True, max_length=200),
                        ),
                        ("summary", models.TextField()),
                        (
                            "recommendation",
                            models.CharField(
                                choices=[
                                    ("continue", "Continue as it is"),
                                    ("change", "Change it"),
                                    ("step_down", "Step down to less support"),
                                    ("end", "End it"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "placement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="cases.placement",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("placement", "number"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("placement", "number"),
                                name="review_number_is_unique_on_its_placement",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("child_views", ""),
                                    ("child_views_absent_because", ""),
                                    _negated=True,
                                ),
                                name="review_has_the_views_or_why_not",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutcomeMeasure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("outcome", models.CharField(max_length=300)),
                        (
                            "progress",
                            models.CharField(
                                choices=[
                                    ("achieved", "Achieved"),
                                    ("better", "Getting closer"),
                                    ("same", "No change"),
                                    ("worse", "Further away"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("evidence", models.CharField(blank=True, max_length=300)),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures",
                                to="cases.placementreview",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("review", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="EarlyReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "asked_for_by",
                            models.CharField(
                                choices=[
                                    ("lead_professional", "Lead professional"),
                                    ("reviewing_officer", "Independent reviewing officer"),
                                    ("family", "Family or young person"),
                                    ("provider", "Provider"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("wanted_by", models.DateField()),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "placement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="early_reviews",
                                to="cases.placement",
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="cases.placementreview",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("placement", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="PlacementTask",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
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
                        ("key", models.CharField(blank=True, max_length=20)),
                        ("title", models.CharField(max_length=160)),
                        ("source", models.CharField(max_length=200)),
                        (
                            "owner_role",
                            models.CharField(
                                choices=[
                                    ("referrer", "Referrer"),
                                    ("coordinator", "Coordinator"),
                                    ("adviser", "Adviser"),
                                    ("member", "Panel member"),
                                    ("chair", "Chair"),
                                    ("agency_lead", "Agency lead"),
                                    ("fund_manager", "Fund manager"),
                                    ("auditor", "Auditor"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("opens_on", models.DateField()),
                        ("due_on", models.DateField()),
                        ("rule_id", models.CharField(blank=True, max_length=40)),
                        ("opened_at", models.DateTimeField(blank=True, null=True)),
                        ("done_note", models.CharField(blank=True, max_length=300)),
                        ("done_on", models.DateField(blank=True, null=True)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "placement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="cases.placement",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("due_on", "pk"),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("done_at", None), ("opened_at", None)),
                                fields=["opens_on"],
                                name="placement_task_to_open",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("placement", "kind", "key"),
                                name="placement_task_is_owed_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("done_at", None), ("done_by", None), ("done_note", "")
                                    ),
                                    models.Q(
                                        ("done_at__isnull", False),
                                        ("done_by__isnull", False),
                                        models.Q(("done_note", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="placement_task_done_has_note_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_on", None), ("done_at__isnull", False), _connector="OR"
                                ),
                                name="placement_task_has_a_day_only_once_done",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
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
                        ("happened_on", models.DateField()),
                        ("recorded_at", models.DateTimeField()),
                        ("taken_back_because", models.CharField(blank=True, max_length=200)),
                        ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "placement_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plan_steps",
                                to="cases.placementrequest",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "taken_back_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("placement_request", "happened_on", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("taken_back_at", None)),
                                fields=("placement_request", "kind", "happened_on"),
                                name="plan_step_is_recorded_once_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("taken_back_at", None),
                                        ("taken_back_because", ""),
                                        ("taken_back_by", None),
                                    ),
                                    models.Q(
                                        ("taken_back_at__isnull", False),
                                        ("taken_back_by__isnull", False),
                                        models.Q(("taken_back_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="plan_step_is_taken_back_by_somebody_for_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Practitioner",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(blank=True, max_length=160)),
                        ("role", models.CharField(max_length=120)),
                        ("agency", models.CharField(max_length=120)),
                        ("phone", models.CharField(blank=True, max_length=30)),
                        ("is_lead", models.BooleanField(default=False)),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="practitioners",
                                to="cases.child",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("child", "position"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("child", "position"),
                                name="practitioner_position_is_unique_on_its_child",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_lead", True)),
                                fields=("child",),
                                name="practitioner_who_leads_is_one_a_child",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Provider",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        (
                            "placement_group",
                            models.CharField(
                                choices=[
                                    ("mainstream_council", "Mainstream: council school"),
                                    ("mainstream_academy", "Mainstream: academy or free school"),
                                    ("mainstream_independent", "Mainstream: independent school"),
                                    ("sen_unit", "SEN unit in a mainstream school"),
                                    ("resourced", "Resourced provision in a mainstream school"),
                                    ("special_council", "Special: council school"),
                                    ("special_academy", "Special: academy or free school"),
                                    ("special_non_maintained", "Special: non-maintained school"),
                                    ("special_independent", "Special: independent school"),
                                    (
                                        "alternative",
                                        "Alternative provision or pupil referral unit",
                                    ),
                                    ("further_education", "General further education"),
                                    ("specialist_post_16", "Specialist post-16 institution"),
                                    (
                                        "other",
                                        "Other: early years, online, at home, "
                                        "in care or in hospital",
                                    ),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "urn",
                            models.CharField(blank=True, max_length=6, null=True, unique=True),
                        ),
                        ("ukprn", models.CharField(blank=True, max_length=8)),
                        (
                            "ods_code",
                            models.CharField(blank=True, max_length=10, null=True, unique=True),
                        ),
                        (
                            "social_care_urn",
                            models.CharField(blank=True, max_length=10, null=True, unique=True),
                        ),
                        ("authority_code", models.CharField(blank=True, max_length=3)),
                        ("authority", models.CharField(blank=True, max_length=80)),
                        ("establishment_number", models.CharField(blank=True, max_length=4)),
                        ("postcode", models.CharField(blank=True, max_length=8)),
                        (
                            "inspectorate",
                            models.CharField(
                                choices=[("ofsted", "Ofsted"), ("cqc", "Care Quality Commission")],
                                default="ofsted",
                                max_length=10,
                            ),
                        ),
                        (
                            "rating",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("outstanding", "Outstanding"),
                                    ("good", "Good"),
                                    ("requires_improvement", "Requires improvement"),
                                    ("inadequate", "Inadequate"),
                                    ("ungraded", "Inspected without an overall grade"),
                                    ("not_yet", "Not inspected yet"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("rated_on", models.DateField(blank=True, null=True)),
                        ("is_open", models.BooleanField(default=True)),
                    ],
                    options={
                        "ordering": ("name", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("urn__isnull", False),
                                    ("ods_code__isnull", False),
                                    ("social_care_urn__isnull", False),
                                    _connector="OR",
                                ),
                                name="provider_has_a_number_in_a_register",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("urn", None),
                                        ("urn__regex", "^[1-9][0-9]{5}$"),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("ukprn", ""),
                                        ("ukprn__regex", "^1[0-9]{7}$"),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("ods_code", None),
                                        ("ods_code__regex", "^[0-9A-Z]{3,10}$"),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("social_care_urn", None),
                                        ("social_care_urn__regex", "^SC[0-9]{4,8}$"),
                                        _connector="OR",
                                    ),
                                ),
                                name="provider_numbers_have_their_form",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rated_on", None),
                                    models.Q(("rating", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="provider_rated_on_never_without_rating",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="placementoption",
                    name="listed_as",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="options",
                        to="cases.provider",
                    ),
                ),
                migrations.CreateModel(
                    name="Remark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("words", models.TextField()),
                        ("said_at", models.DateTimeField()),
                        (
                            "placement_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="remarks",
                                to="cases.placementrequest",
                            ),
                        ),
                        (
                            "said_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("placement_request", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="remark_has_words",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequestLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("follows", "follows on from"),
                                    ("earlier", "is for the same child as"),
                                    ("varies", "changes the placement of"),
                                    ("sibling", "is for a brother or sister of the child of"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("linked_at", models.DateTimeField()),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        ("removed_because", models.CharField(blank=True, max_length=300)),
                        (
                            "linked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="linked_from",
                                to="cases.placementrequest",
                            ),
                        ),
                        (
                            "placement_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="links",
                                to="cases.placementrequest",
                            ),
                        ),
                        (
                            "removed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.comparison.Least(
                                    "placement_request", "other"
                                ),
                                django.db.models.functions.comparison.Greatest(
                                    "placement_request", "other"
                                ),
                                condition=models.Q(("removed_at", None)),
                                name="request_is_linked_once_from_either_end",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("removed_at", None),
                                        ("removed_because", ""),
                                        ("removed_by", None),
                                    ),
                                    models.Q(
                                        ("removed_at__isnull", False),
                                        ("removed_by__isnull", False),
                                        models.Q(("removed_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="request_link_is_removed_by_somebody_for_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("placement_request", models.F("other")), _negated=True
                                ),
                                name="request_is_linked_with_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequestSection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("told_at", models.DateTimeField()),
                        (
                            "name",
                            models.CharField(
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
                        (
                            "placement_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sections",
                                to="cases.placementrequest",
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("placement_request", "name"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("placement_request", "name"),
                                name="request_section_is_one_a_request_and_name",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Restriction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        ("restricted_at", models.DateTimeField()),
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                        ("lifted_because", models.CharField(blank=True, max_length=300)),
                        (
                            "lifted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "named",
                            models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL),
                        ),
                        (
                            "placement_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="restrictions",
                                to="cases.placementrequest",
                            ),
                        ),
                        (
                            "restricted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("placement_request", "restricted_at"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("lifted_at", None)),
                                fields=("placement_request",),
                                name="restriction_in_force_is_one_a_request",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="restriction_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("lifted_at", None),
                                        ("lifted_because", ""),
                                        ("lifted_by", None),
                                    ),
                                    models.Q(
                                        ("lifted_at__isnull", False),
                                        ("lifted_by__isnull", False),
                                        models.Q(("lifted_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="restriction_is_lifted_by_somebody_for_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Scan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("offered_at", models.DateTimeField(blank=True, null=True)),
                        ("lease_until", models.DateTimeField(blank=True, null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("last_error", models.CharField(blank=True, max_length=300)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("clean", "No virus found"),
                                    ("infected", "A virus was found"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("finding", models.CharField(blank=True, max_length=200)),
                        ("scanned_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "version",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scan",
                                to="cases.paperversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("pk",),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("outcome", "")),
                                fields=["lease_until"],
                                name="scan_waiting",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", ""), ("scanned_at", None)),
                                    models.Q(
                                        ("outcome__in", ["clean", "infected"]),
                                        ("scanned_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="scan_has_an_outcome_once_scanned",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Signatory",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("on_behalf_of", models.CharField(max_length=160)),
                        ("signed_on", models.DateField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatories",
                                to="cases.placementagreement",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "signatories",
                        "ordering": ("agreement", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agreement", "name", "on_behalf_of"),
                                name="signatory_is_named_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("recorded_at", None),
                                        ("recorded_by", None),
                                        ("signed_on", None),
                                    ),
                                    models.Q(
                                        ("recorded_at__isnull", False),
                                        ("recorded_by__isnull", False),
                                        ("signed_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="signature_has_day_at_and_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SoughtOutcome",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("what", models.CharField(max_length=20000)),
                        ("by_on", models.DateField(blank=True, null=True)),
                        ("measure", models.CharField(blank=True, max_length=300)),
                        (
                            "placement_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="outcomes_sought",
                                to="cases.placementrequest",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("placement_request", "position"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("placement_request", "position"),
                                name="sought_outcome_position_is_unique_on_its_request",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Suspension",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("hospital", "In hospital"),
                                    ("excluded", "Excluded by the provider"),
                                    ("home", "At home for a time"),
                                    ("missing", "Missing"),
                                    ("provider", "The provider can't take the child for now"),
                                    ("other", "Another reason"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("is_paid", models.BooleanField()),
                        ("first_day", models.DateField()),
                        ("back_on", models.DateField(blank=True, null=True)),
                        ("suspended_at", models.DateTimeField()),
                        ("resumed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "placement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="suspensions",
                                to="cases.placement",
                            ),
                        ),
                        (
                            "resumed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "suspended_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("placement", "first_day"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("back_on", None)),
                                fields=("placement",),
                                name="suspension_is_open_once_a_placement",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("back_on", None),
                                    ("back_on__gte", models.F("first_day")),
                                    _connector="OR",
                                ),
                                name="suspension_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("back_on", None),
                                        ("resumed_at", None),
                                        ("resumed_by", None),
                                    ),
                                    models.Q(
                                        ("back_on__isnull", False),
                                        ("resumed_at__isnull", False),
                                        ("resumed_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="suspension_resumed_has_day_at_and_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Urgency",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("needed_on", models.DateField()),
                        ("taken_at", models.DateTimeField()),
                        (
                            "placement_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="urgencies",
                                to="cases.placementrequest",
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "urgencies",
                        "ordering": ("placement_request", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="urgency_has_a_reason",
                            )
                        ],
                    },
                ),
                migrations.AddConstraint(
                    model_name="costline",
                    constraint=models.UniqueConstraint(
                        fields=("option", "position"),
                        name="cost_line_position_is_unique_on_its_option",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="paper",
                    constraint=models.UniqueConstraint(
                        fields=("placement_request", "number"),
                        name="paper_number_is_unique_on_its_request",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="advice",
                    constraint=models.UniqueConstraint(
                        fields=("placement_request", "agency", "round"),
                        name="advice_is_asked_once_a_round",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="placementoption",
                    constraint=models.UniqueConstraint(
                        fields=("placement_request", "letter"),
                        name="option_letter_is_unique_on_its_request",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="placementoption",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("is_recommended", True)),
                        fields=("placement_request",),
                        name="option_recommended_is_one_a_request",
                    ),
                ),
            ]
        )
    ]
