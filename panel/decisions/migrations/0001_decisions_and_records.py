"""Keep what panels decide, who approves paying for it, and the record that proves it."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_panels_people_and_seats"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("cases", "0001_children_requests_and_placements"),
        ("meetings", "0001_meetings_and_positions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "placement_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="cases.placementrequest",
                    ),
                ),
                (
                    "option",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.placementoption",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("agreed", "Agreed"),
                            ("agreed_with_conditions", "Agreed with conditions"),
                            ("deferred", "Deferred"),
                            ("declined", "Declined"),
                            ("referred_on", "Referred on"),
                        ],
                        max_length=30,
                    ),
                ),
                ("reasons", models.TextField()),
                ("conditions", models.JSONField(default=list)),
                ("quorum", models.JSONField()),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-decided_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reasons", ""), _negated=True),
                        name="decision_has_reasons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome__in", ["agreed", "agreed_with_conditions"]),
                                _negated=True,
                            ),
                            ("option__isnull", False),
                            _connector="OR",
                        ),
                        name="decision_that_agrees_names_the_option",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="decisions.decision",
                    ),
                ),
                ("number", models.CharField(max_length=32, unique=True)),
                ("version", models.PositiveSmallIntegerField()),
                ("content", models.TextField()),
                ("content_sha256", models.CharField(max_length=64)),
                ("frozen_at", models.DateTimeField()),
                (
                    "frozen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="decisions.decisionrecord",
                    ),
                ),
                ("corrects", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ("-frozen_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision", "version"),
                        name="record_version_is_unique_on_its_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("corrects", ""), ("supersedes", None)),
                            models.Q(
                                ("supersedes__isnull", False),
                                models.Q(("corrects", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="record_that_supersedes_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="register_entry",
                        to="decisions.decisionrecord",
                    ),
                ),
                ("content_sha256", models.CharField(max_length=64)),
                ("pdf_sha256", models.CharField(max_length=64)),
                ("signed_sha256", models.CharField(max_length=64)),
                ("file", models.CharField(max_length=120)),
                ("issued_at", models.DateTimeField()),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name_plural": "register entries",
                "ordering": ("number",),
                "indexes": [
                    models.Index(fields=["pdf_sha256"], name="register_pdf_sha256"),
                    models.Index(fields=["signed_sha256"], name="register_signed_sha256"),
                    models.Index(fields=["content_sha256"], name="register_content_sha256"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rendering",
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
                        choices=[("owed", "Being made"), ("issued", "Issued")],
                        default="owed",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rendering",
                        to="decisions.decisionrecord",
                    ),
                ),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("stage", "owed")),
                        fields=["lease_until"],
                        name="rendering_still_owed",
                    )
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="ShareApproval",
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
                            ("waiting", "Waiting"),
                            ("approved", "Approved"),
                            ("refused", "Not approved"),
                        ],
                        default="waiting",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="decisions.decision",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                ("weekly_pence", models.BigIntegerField()),
                ("this_year_pence", models.BigIntegerField()),
                ("full_year_pence", models.BigIntegerField()),
                ("due_on", models.DateField()),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "approved_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("refused_because", models.TextField(blank=True)),
            ],
            options={
                "ordering": ("decision", "agency"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision", "agency"), name="share_approval_is_one_an_agency"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                                ("stage", "approved"),
                            ),
                            models.Q(
                                models.Q(("stage", "approved"), _negated=True),
                                ("approved_at", None),
                                ("approved_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="share_approved_has_at_and_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_for", None),
                            models.Q(
                                ("stage", "approved"),
                                models.Q(("approved_for", models.F("approved_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="share_approved_for_another_than_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("full_year_pence__gte", 0),
                            ("this_year_pence__gte", 0),
                            ("weekly_pence__gte", 0),
                        ),
                        name="share_approval_amounts_are_not_negative",
                    ),
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
    ]
