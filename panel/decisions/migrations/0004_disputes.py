"""Hold disputes on who pays."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_appointments_fit"),
        ("decisions", "0003_decided_is_decided"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Dispute",
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
            ],
            options={
                "ordering": ("decision", "number"),
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.RemoveConstraint(
            model_name="shareapproval",
            name="share_approval_is_one_an_agency",
        ),
        migrations.AddField(
            model_name="shareapproval",
            name="settlement",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="dispute",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="disputes",
                to="decisions.decision",
            ),
        ),
        migrations.AddField(
            model_name="dispute",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="dispute",
            name="interim_funder",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="dispute",
            name="interim_named_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="dispute",
            name="opened_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="dispute",
            name="raised_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
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
        migrations.AddField(
            model_name="shareapproval",
            name="replaced_in",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="decisions.dispute",
            ),
        ),
        migrations.AddConstraint(
            model_name="shareapproval",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_in", None)),
                fields=("decision", "agency"),
                name="share_approval_is_one_an_agency",
            ),
        ),
        migrations.AddConstraint(
            model_name="shareapproval",
            constraint=models.UniqueConstraint(
                fields=("decision", "agency", "settlement"),
                name="share_is_asked_once_a_settlement",
            ),
        ),
        migrations.AddField(
            model_name="shareapproval",
            name="carried_from",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="decisions.shareapproval",
            ),
        ),
        migrations.AddConstraint(
            model_name="shareapproval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("carried_from", None),
                    models.Q(("settlement__gt", 0), ("stage", "approved")),
                    _connector="OR",
                ),
                name="share_carried_on_was_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.UniqueConstraint(
                fields=("decision", "number"), name="dispute_number_is_unique_on_its_decision"
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stage", "open")),
                fields=("decision",),
                name="dispute_open_is_one_a_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("level", 1), ("raised_at", None), ("raised_by", None)),
                    models.Q(
                        ("level__gt", 1),
                        ("raised_at__isnull", False),
                        ("raised_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="dispute_raised_has_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None), ("stage", "open")),
                    models.Q(
                        models.Q(("stage", "open"), _negated=True),
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="dispute_ended_has_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("stage", "settled"), models.Q(("settled_because", ""), _negated=True)
                    ),
                    models.Q(
                        models.Q(("stage", "settled"), _negated=True), ("settled_because", "")
                    ),
                    _connector="OR",
                ),
                name="dispute_settled_says_why",
            ),
        ),
    ]
