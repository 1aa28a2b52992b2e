import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_restrictions_are_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
        migrations.CreateModel(
            name="Placement",
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
                    "option",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.placementoption",
                    ),
                ),
                (
                    "placement_request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placement",
                        to="cases.placementrequest",
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
            ],
            options={
                "ordering": ("-pk",),
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="PlacementAgreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("provider", models.CharField(max_length=160)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
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
            },
        ),
        migrations.CreateModel(
            name="PlacementChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
        migrations.CreateModel(
            name="PlacementReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("held_on", models.DateField()),
                ("attendees", models.TextField()),
                ("child_views", models.TextField(blank=True)),
                ("child_views_absent_because", models.CharField(blank=True, max_length=200)),
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
            },
        ),
        migrations.CreateModel(
            name="OutcomeMeasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("notify", "Notify the local authority"),
                            ("care_status", "Decide whether the child is looked after"),
                            ("care_review", "Review of a looked-after child"),
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
            },
        ),
        migrations.CreateModel(
            name="Signatory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
            },
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("started_at", None), ("started_by", None), ("started_on", None)),
                    models.Q(
                        ("started_at__isnull", False),
                        ("started_by__isnull", False),
                        ("started_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="placement_started_has_day_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage__in", ["started", "suspended"]), _negated=True),
                    ("started_on__isnull", False),
                    _connector="OR",
                ),
                name="placement_that_runs_has_started",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on", None), ("ended_on__gte", models.F("started_on")), _connector="OR"
                ),
                name="placement_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="placementagreement",
            constraint=models.UniqueConstraint(
                fields=("placement", "version"),
                name="agreement_version_is_unique_on_its_placement",
            ),
        ),
        migrations.AddConstraint(
            model_name="placementagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="agreement_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="placementagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("weeks_per_year__gte", 1), ("weeks_per_year__lte", 52)),
                name="agreement_weeks_fit_a_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="placementagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("weekly_rate_pence__gt", 0)), name="agreement_rate_is_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="placementagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("return_by", None), ("return_plan", "")),
                    models.Q(
                        models.Q(("return_plan", ""), _negated=True), ("return_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="agreement_return_plan_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="placementagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("supersedes", None), ("version", 1)),
                    models.Q(("supersedes__isnull", False), ("version__gt", 1)),
                    _connector="OR",
                ),
                name="agreement_after_the_first_supersedes_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="placementreview",
            constraint=models.UniqueConstraint(
                fields=("placement", "number"), name="review_number_is_unique_on_its_placement"
            ),
        ),
        migrations.AddConstraint(
            model_name="placementreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("child_views", ""), ("child_views_absent_because", ""), _negated=True
                ),
                name="review_has_the_views_or_why_not",
            ),
        ),
        migrations.AddIndex(
            model_name="placementtask",
            index=models.Index(
                condition=models.Q(("done_at", None), ("opened_at", None)),
                fields=["opens_on"],
                name="placement_task_to_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="placementtask",
            constraint=models.UniqueConstraint(
                fields=("placement", "kind", "key"), name="placement_task_is_owed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="placementtask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at", None), ("done_by", None), ("done_note", "")),
                    models.Q(
                        ("done_at__isnull", False),
                        ("done_by__isnull", False),
                        models.Q(("done_note", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="placement_task_done_has_note_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="signatory",
            constraint=models.UniqueConstraint(
                fields=("agreement", "name", "on_behalf_of"), name="signatory_is_named_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="signatory",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("recorded_at", None), ("recorded_by", None), ("signed_on", None)),
                    models.Q(
                        ("recorded_at__isnull", False),
                        ("recorded_by__isnull", False),
                        ("signed_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="signature_has_day_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.UniqueConstraint(
                condition=models.Q(("back_on", None)),
                fields=("placement",),
                name="suspension_is_open_once_a_placement",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("back_on", None), ("back_on__gte", models.F("first_day")), _connector="OR"
                ),
                name="suspension_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("back_on", None), ("resumed_at", None), ("resumed_by", None)),
                    models.Q(
                        ("back_on__isnull", False),
                        ("resumed_at__isnull", False),
                        ("resumed_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="suspension_resumed_has_day_at_and_by",
            ),
        ),
    ]
