"""Keep the files of invoices and receipts that are imported, row by row."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pooledbudget", "0022_ended_is_ended"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("offered_at", models.DateTimeField(blank=True, null=True)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=300)),
                (
                    "stage",
                    django_fsm.FSMField(
                        choices=[
                            ("checked", "Checked, nothing posted"),
                            ("posting", "Being posted"),
                            ("posted", "Posted"),
                        ],
                        default="checked",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("invoices", "Providers’ invoices"),
                            ("contributions", "Contributions received"),
                        ],
                        max_length=13,
                    ),
                ),
                ("file_name", models.CharField(max_length=120)),
                ("sha256", models.CharField(max_length=64)),
                ("checked_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "fund_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="pooledbudget.fundyear",
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.PositiveIntegerField()),
                ("told", models.JSONField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("ready", "To be posted"),
                            ("known", "Booked already"),
                            ("bad", "Left out"),
                            ("posted", "Posted"),
                        ],
                        max_length=6,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pooledbudget.journalentry",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="pooledbudget.import",
                    ),
                ),
            ],
            options={
                "ordering": ("source", "line"),
            },
        ),
        migrations.AddIndex(
            model_name="import",
            index=models.Index(
                condition=models.Q(("stage", "posting")),
                fields=["lease_until"],
                name="import_still_owed",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.UniqueConstraint(
                fields=("fund_year", "kind", "sha256"), name="import_of_a_file_is_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked_at", None), ("asked_by", None), ("stage", "checked")),
                    models.Q(
                        models.Q(("stage", "checked"), _negated=True),
                        ("asked_at__isnull", False),
                        ("asked_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="import_asked_has_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finished_at__isnull", False), ("stage", "posted")),
                    models.Q(models.Q(("stage", "posted"), _negated=True), ("finished_at", None)),
                    _connector="OR",
                ),
                name="import_posted_says_when",
            ),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(fields=["source", "outcome", "line"], name="import_row_outcome"),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(
                fields=("source", "line"), name="import_row_is_one_a_line"
            ),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entry__isnull", False), ("outcome", "posted")),
                    models.Q(models.Q(("outcome", "posted"), _negated=True), ("entry", None)),
                    _connector="OR",
                ),
                name="import_row_posted_has_its_entry",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "bad"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="import_row_left_out_says_why",
            ),
        ),
    ]
