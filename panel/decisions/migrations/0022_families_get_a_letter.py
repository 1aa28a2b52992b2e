"""Keep the letter that a family is handed, and with which letter they were told."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0021_expenditure_consents_are_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FamilyLetter",
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
                ("content", models.TextField()),
                ("content_sha256", models.CharField(max_length=64)),
                ("written_at", models.DateTimeField()),
                ("name", models.CharField(blank=True, max_length=120)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("printed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("decision", "pk"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="telling",
            name="telling_once_told_has_day_note_at_and_by",
        ),
        migrations.AddField(
            model_name="familyletter",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to="decisions.decision",
            ),
        ),
        migrations.AddField(
            model_name="familyletter",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="telling",
            name="letter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tellings",
                to="decisions.familyletter",
            ),
        ),
        migrations.AddConstraint(
            model_name="telling",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="familyletter",
            constraint=models.UniqueConstraint(
                fields=("decision", "content_sha256"), name="family_letter_says_it_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="familyletter",
            constraint=models.CheckConstraint(
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
        ),
    ]
