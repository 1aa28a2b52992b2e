import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_panels_people_and_roles"),
        ("policies", "0001_policy_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CostLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        choices=[("week", "a week"), ("year", "a year"), ("once", "once")],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ("option", "position"),
            },
        ),
        migrations.CreateModel(
            name="PlacementOption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("letter", models.CharField(max_length=1)),
                ("provider", models.CharField(max_length=160)),
                (
                    "setting",
                    models.CharField(
                        choices=[
                            ("mainstream", "Mainstream school with support"),
                            ("local_special", "Local special school"),
                            ("independent_day", "Independent special school, day"),
                            ("independent_boarding", "Independent special school, boarding"),
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
                        choices=[("meets", "Yes"), ("partly", "Partly"), ("does_not", "No")],
                        max_length=20,
                    ),
                ),
                ("suitability_reason", models.CharField(blank=True, max_length=300)),
                ("inspection", models.CharField(blank=True, max_length=80)),
                ("miles", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("travel_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("is_recommended", models.BooleanField(default=False)),
                ("why_not", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ("placement_request", "letter"),
            },
        ),
        migrations.CreateModel(
            name="Child",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("given_name", models.CharField(max_length=80)),
                ("family_name", models.CharField(max_length=80)),
                ("born_on", models.DateField()),
                ("nhs_number", models.CharField(blank=True, max_length=10)),
                ("upn", models.CharField(blank=True, max_length=13)),
                ("communication", models.CharField(blank=True, max_length=200)),
                ("education_setting", models.CharField(blank=True, max_length=200)),
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
                ("has_plan", models.BooleanField(default=False)),
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
            },
        ),
        migrations.CreateModel(
            name="CostShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("basis_points", models.PositiveIntegerField()),
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
                "ordering": ("cost_line", "agency"),
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                            ("listed", "On an agenda"),
                            ("considered", "Considered by the panel"),
                            ("deferred", "Deferred"),
                            ("funding", "Agencies approve"),
                            ("approved", "Approved and funded"),
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
                ("story", models.TextField(blank=True)),
                ("outcomes_sought", models.TextField(blank=True)),
                ("legal_basis", models.CharField(blank=True, max_length=200)),
                ("child_views", models.TextField(blank=True)),
                ("child_views_how", models.CharField(blank=True, max_length=200)),
                ("child_views_absent_because", models.CharField(blank=True, max_length=200)),
                ("family_views", models.TextField(blank=True)),
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
            name="Need",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
            },
        ),
        migrations.CreateModel(
            name="Advice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("asked_at", models.DateTimeField()),
                ("due_on", models.DateField()),
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
                ("summary", models.TextField(blank=True)),
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
                (
                    "placement_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advice",
                        to="cases.placementrequest",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "advice",
                "ordering": ("placement_request", "agency", "round"),
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=models.UniqueConstraint(
                condition=models.Q(("nhs_number", ""), _negated=True),
                fields=("panel", "nhs_number"),
                name="child_is_recorded_once_by_nhs_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="costshare",
            constraint=models.UniqueConstraint(
                fields=("cost_line", "agency"), name="cost_share_is_one_an_agency"
            ),
        ),
        migrations.AddConstraint(
            model_name="costshare",
            constraint=models.CheckConstraint(
                condition=models.Q(("basis_points__gt", 0), ("basis_points__lte", 10000)),
                name="cost_share_is_part_of_a_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="costline",
            constraint=models.UniqueConstraint(
                fields=("option", "position"), name="cost_line_position_is_unique_on_its_option"
            ),
        ),
        migrations.AddConstraint(
            model_name="costline",
            constraint=models.CheckConstraint(
                condition=models.Q(("rate_pence__gt", 0)), name="cost_line_rate_is_positive"
            ),
        ),
        migrations.AddIndex(
            model_name="placementrequest",
            index=models.Index(fields=["panel", "stage"], name="request_panel_stage"),
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
        migrations.AddConstraint(
            model_name="placementrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("submitted_at", None), ("submitted_by", None)),
                    models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                    _connector="OR",
                ),
                name="request_submitted_at_never_without_by",
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
        migrations.AddConstraint(
            model_name="placementoption",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None),
                    ("starts_on", None),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="option_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="placementoption",
            constraint=models.CheckConstraint(
                condition=models.Q(("weeks_per_year__gte", 1), ("weeks_per_year__lte", 52)),
                name="option_weeks_fit_a_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.UniqueConstraint(
                fields=("placement_request", "rank"), name="need_rank_is_unique_on_its_request"
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.UniqueConstraint(
                fields=("placement_request", "code"), name="need_is_named_once_on_a_request"
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
            model_name="advice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("given_at", None), ("given_by", None), ("opinion", ""), ("stage", "asked")
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
        ),
    ]
