"""Let a virement be withdrawn by whoever proposed it, and say at which stage each is."""

import django_fsm
from django.db import migrations, models
from django.db.models import Q

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0023_imports_say_what_they_come_to"),)
    operations = (
        migrations.AddField(
            "virement",
            "stage",
            django_fsm.FSMField(
                choices=[
                    ("proposed", "Proposed"),
                    ("posted", "Posted"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="proposed",
                max_length=50,
                protected=True,
            ),
        ),
        migrations.AddField(
            "virement", "withdrawn_at", models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            "virement",
            "withdrawn_by",
            models.CharField(blank=True, db_default="", default="", max_length=254),
        ),
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER pooledbudget_virement_is_kept ON pooledbudget_virement;
                CREATE TRIGGER pooledbudget_virement_is_kept BEFORE UPDATE ON pooledbudget_virement
                    FOR EACH ROW WHEN (
                        OLD.posted_at IS NOT NULL
                        OR (to_jsonb(OLD) - ARRAY['posted_at', 'posted_by'])
                            IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['posted_at', 'posted_by'])
                    ) EXECUTE FUNCTION refuse_change();
            """,
        ),
        migrations.AddConstraint(
            "virement",
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by="")
                | Q(Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="")),
                name="virement_is_withdrawn_by_someone",
            ),
        ),
        migrations.AddConstraint(
            "virement",
            models.CheckConstraint(
                condition=Q(stage="proposed", posted_at=None, withdrawn_at=None)
                | Q(stage="posted", posted_at__isnull=False, withdrawn_at=None)
                | Q(stage="withdrawn", posted_at=None, withdrawn_at__isnull=False),
                name="virement_stands_where_it_was_taken",
            ),
        ),
    )
