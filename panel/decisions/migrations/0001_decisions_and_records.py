"""Keep what panels decide, who approves paying for it, and the record that proves it."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

from panel.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_panels_people_and_seats"),
        ("agencies", "__first__"),
        ("cases", "0001_children_requests_and_placements"),
        ("meetings", "0001_meetings_and_positions"),
        ("pooledbudget", "0001_funds_and_journal"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Decision",
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
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("agreed", "Agreed"),
                                    ("agreed_with_conditions", "Agreed with conditions"),
                                    ("in_principle", "Agreed in principle"),
                                    ("deferred", "Deferred"),
                                    ("declined", "Declined"),
                                    ("referred_on", "Referred on"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("reasons", models.TextField()),
                        ("conditions", models.JSONField(default=list)),
                        ("departures", models.JSONField(db_default=[], default=list)),
                        (
                            "departure_reason",
                            models.TextField(blank=True, db_default="", default=""),
                        ),
                        ("equality_note", models.TextField(blank=True, db_default="", default="")),
                        ("split_reason", models.TextField(blank=True, db_default="", default="")),
                        ("return_plan", models.TextField(blank=True, db_default="", default="")),
                        (
                            "deferral_reason",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=300
                            ),
                        ),
                        ("lapses_on", models.DateField(blank=True, null=True)),
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
                        (
                            "item",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision",
                                to="meetings.agendaitem",
                            ),
                        ),
                        (
                            "late_signed_off_by",
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.placementoption",
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
                            "urgency",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision",
                                to="cases.urgency",
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
                                        ("lapses_on__isnull", False), ("outcome", "in_principle")
                                    ),
                                    models.Q(
                                        ("lapses_on", None),
                                        models.Q(("outcome", "in_principle"), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="decision_in_principle_alone_lapses",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("item__isnull", False), ("urgency", None)),
                                    models.Q(
                                        ("item", None),
                                        ("outcome__in", ["agreed", "agreed_with_conditions"]),
                                        ("urgency__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="decision_is_of_a_meeting_or_agrees_what_cannot_wait",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "outcome__in",
                                            ["agreed", "agreed_with_conditions", "in_principle"],
                                        ),
                                        _negated=True,
                                    ),
                                    ("option__isnull", False),
                                    _connector="OR",
                                ),
                                name="decision_that_agrees_names_the_option",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome", "deferred"),
                                    models.Q(
                                        ("deferral_reason", ""), ("late_signed_off_by", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="decision_deferred_alone_says_why_and_who_signed_off",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Challenge",
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
                                choices=[("open", "Open"), ("ended", "Ended")],
                                default="open",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("review", "Review by the panel"),
                                    ("mediation", "Mediation"),
                                    ("tribunal", "Appeal to the SEND Tribunal"),
                                    ("complaint", "Complaint"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "asker",
                            models.CharField(
                                choices=[
                                    ("parent", "Parent or carer"),
                                    ("young_person", "The child or young person"),
                                    ("advocate", "Advocate"),
                                    ("referrer", "The referring agency"),
                                    ("agency", "Another agency"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("asked_on", models.DateField()),
                        ("grounds", models.TextField()),
                        ("notified_on", models.DateField()),
                        ("certificate_on", models.DateField(blank=True, null=True)),
                        ("last_day", models.DateField()),
                        ("late_because", models.CharField(blank=True, max_length=300)),
                        ("due_on", models.DateField()),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("stands", "The decision stands"),
                                    ("again", "The panel decides again"),
                                    ("replaced", "An order or agreement replaces the decision"),
                                    ("conceded", "The council doesn’t oppose it"),
                                    ("taken_back", "Whoever asked took it back"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("outcome_on", models.DateField(blank=True, null=True)),
                        ("findings", models.TextField(blank=True)),
                        ("orders", models.JSONField(blank=True, default=list)),
                        ("heard_elsewhere", models.CharField(blank=True, max_length=160)),
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
                            "heard_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="challenges",
                                to="decisions.decision",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("decision", "number"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("decision", "number"),
                                name="challenge_number_is_unique_on_its_decision",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("stage", "open")),
                                fields=("decision", "kind"),
                                name="challenge_open_is_one_a_kind_and_decision",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("grounds", ""), _negated=True),
                                name="challenge_has_its_grounds",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("asked_on__lte", models.F("last_day")),
                                    models.Q(("late_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="challenge_out_of_time_says_why_it_is_taken",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at", None),
                                        ("ended_by", None),
                                        ("findings", ""),
                                        ("outcome", ""),
                                        ("outcome_on", None),
                                        ("stage", "open"),
                                    ),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                        (
                                            "outcome__in",
                                            [
                                                "stands",
                                                "again",
                                                "replaced",
                                                "conceded",
                                                "taken_back",
                                            ],
                                        ),
                                        ("outcome_on__gte", models.F("asked_on")),
                                        ("stage", "ended"),
                                        models.Q(("findings", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="challenge_ended_has_outcome_day_findings_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("orders", []),
                                    models.Q(("kind", "tribunal"), ("stage", "ended")),
                                    _connector="OR",
                                ),
                                name="challenge_with_orders_was_heard_by_the_tribunal",
                            ),
                        ],
                    },
                    bases=(django_fsm.FSMModelMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="DecisionRecord",
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
                        ("number", models.CharField(max_length=32, unique=True)),
                        ("version", models.PositiveSmallIntegerField()),
                        ("content", models.TextField()),
                        ("content_sha256", models.CharField(max_length=64)),
                        ("frozen_at", models.DateTimeField()),
                        ("corrects", models.CharField(blank=True, max_length=300)),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="records",
                                to="decisions.decision",
                            ),
                        ),
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
                    name="Dispute",
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
                                    ("open", "Open"),
                                    ("settled", "Settled"),
                                    ("dropped", "Dropped with the request"),
                                ],
                                default="open",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("opened_at", models.DateTimeField()),
                        ("level", models.PositiveSmallIntegerField(default=1)),
                        ("who_settles", models.CharField(max_length=200)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("raised_at", models.DateTimeField(blank=True, null=True)),
                        ("interim_named_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("settled_because", models.TextField(blank=True)),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disputes",
                                to="decisions.decision",
                            ),
                        ),
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
                            "interim_funder",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "interim_named_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "raised_by",
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
                        "ordering": ("decision", "number"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("decision", "number"),
                                name="dispute_number_is_unique_on_its_decision",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("stage", "open")),
                                fields=("decision",),
                                name="dispute_open_is_one_a_decision",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("level", 1), ("raised_at", None), ("raised_by", None)
                                    ),
                                    models.Q(
                                        ("level__gt", 1),
                                        ("raised_at__isnull", False),
                                        ("raised_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="dispute_raised_has_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("interim_funder", None),
                                        ("interim_named_at", None),
                                        ("interim_named_by", None),
                                    ),
                                    models.Q(
                                        ("interim_funder__isnull", False),
                                        ("interim_named_at__isnull", False),
                                        ("interim_named_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="dispute_interim_funder_has_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at", None), ("ended_by", None), ("stage", "open")
                                    ),
                                    models.Q(
                                        models.Q(("stage", "open"), _negated=True),
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="dispute_ended_has_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("stage", "settled"),
                                        models.Q(("settled_because", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("stage", "settled"), _negated=True),
                                        ("settled_because", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="dispute_settled_says_why",
                            ),
                        ],
                    },
                    bases=(django_fsm.FSMModelMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="ExpenditureConsent",
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
                        ("given_at", models.DateTimeField()),
                        ("given_by", models.CharField(max_length=254)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="expenditure_consents",
                                to="decisions.decision",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("decision", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("decision", "agency"),
                                name="expenditure_is_consented_to_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("given_by", ""), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                ),
                                name="expenditure_consent_says_who_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FamilyLetter",
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
                        ("content", models.TextField()),
                        ("content_sha256", models.CharField(max_length=64)),
                        ("written_at", models.DateTimeField()),
                        ("name", models.CharField(blank=True, max_length=120)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("printed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="decisions.decision",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("decision", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("decision", "content_sha256"),
                                name="family_letter_says_it_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), ("printed_at", None), ("sha256", "")),
                                    models.Q(
                                        ("printed_at__isnull", False),
                                        models.Q(("name", ""), _negated=True),
                                        models.Q(("sha256", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="family_letter_is_printed_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Overspend",
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
                        ("amount_pence", models.BigIntegerField()),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=254)),
                        ("authorised_at", models.DateTimeField(blank=True, null=True)),
                        ("authorised_by", models.CharField(blank=True, max_length=254)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="overspends",
                                to="decisions.decision",
                            ),
                        ),
                        (
                            "fund_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="pooledbudget.fundyear",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("decision", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("authorised_at", None)),
                                fields=("decision",),
                                name="overspend_asked_for_is_one_a_decision",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount_pence__gt", 0)),
                                name="overspend_amount_is_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("authorised_at", None), ("authorised_by", "")),
                                    models.Q(
                                        ("authorised_at__isnull", False),
                                        models.Q(("authorised_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="overspend_is_authorised_by_someone",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OverspendConsent",
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
                        ("given_at", models.DateTimeField()),
                        ("given_by", models.CharField(max_length=254)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "overspend",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consents",
                                to="decisions.overspend",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("overspend", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("overspend", "agency"),
                                name="overspend_is_consented_to_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("given_by", ""), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                ),
                                name="overspend_consent_says_who_and_why",
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
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(unique=True)),
                        ("content_sha256", models.CharField(max_length=64)),
                        ("pdf_sha256", models.CharField(max_length=64)),
                        ("signed_sha256", models.CharField(max_length=64)),
                        ("file", models.CharField(max_length=120)),
                        ("issued_at", models.DateTimeField()),
                        ("previous_hash", models.CharField(max_length=64)),
                        ("hash", models.CharField(max_length=64)),
                        (
                            "record",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="register_entry",
                                to="decisions.decisionrecord",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "register entries",
                        "ordering": ("number",),
                        "indexes": [
                            models.Index(fields=["pdf_sha256"], name="register_pdf_sha256"),
                            models.Index(fields=["signed_sha256"], name="register_signed_sha256"),
                            models.Index(
                                fields=["content_sha256"], name="register_content_sha256"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rendering",
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
                                    ("waiting", "Waiting"),
                                    ("approved", "Approved"),
                                    ("refused", "Not approved"),
                                    ("lapsed", "Lapsed unanswered"),
                                ],
                                default="waiting",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("weekly_pence", models.BigIntegerField()),
                        ("this_year_pence", models.BigIntegerField()),
                        ("full_year_pence", models.BigIntegerField()),
                        ("due_on", models.DateField()),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "approved_grade",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (1, "Officer"),
                                    (2, "Team manager"),
                                    (3, "Service manager"),
                                    (4, "Head of service"),
                                    (5, "Assistant director"),
                                    (6, "Director"),
                                    (7, "Chief officer"),
                                ],
                                null=True,
                            ),
                        ),
                        ("refused_because", models.TextField(blank=True)),
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
                        (
                            "carried_from",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="decisions.shareapproval",
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
                            "replaced_in",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="decisions.dispute",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("decision", "agency"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replaced_in", None)),
                                fields=("decision", "agency"),
                                name="share_approval_is_one_an_agency",
                            ),
                            models.UniqueConstraint(
                                fields=("decision", "agency", "settlement"),
                                name="share_is_asked_once_a_settlement",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("carried_from", None),
                                    models.Q(("settlement__gt", 0), ("stage", "approved")),
                                    _connector="OR",
                                ),
                                name="share_carried_on_was_approved",
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
                                        models.Q(
                                            ("approved_for", models.F("approved_by")),
                                            _negated=True,
                                        ),
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
                migrations.AddField(
                    model_name="dispute",
                    name="refused",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispute",
                        to="decisions.shareapproval",
                    ),
                ),
                migrations.CreateModel(
                    name="Telling",
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
                            "channel",
                            models.CharField(
                                choices=[
                                    ("phone", "By telephone"),
                                    ("email", "By e-mail"),
                                    ("letter", "By letter"),
                                    ("decision_sheet", "By decision sheet"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("told_on", models.DateField(blank=True, null=True)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tellings",
                                to="decisions.decision",
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tellings",
                                to="decisions.familyletter",
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
                        "ordering": ("decision", "due_on", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("decision", "channel"),
                                name="telling_is_owed_once_in_each_way",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("letter", None),
                                        ("note", ""),
                                        ("recorded_at", None),
                                        ("recorded_by", None),
                                        ("told_on", None),
                                    ),
                                    models.Q(
                                        ("letter__isnull", False),
                                        ("recorded_at__isnull", False),
                                        ("recorded_by__isnull", False),
                                        ("told_on__isnull", False),
                                        models.Q(("note", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="telling_once_told_has_day_note_letter_at_and_by",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
