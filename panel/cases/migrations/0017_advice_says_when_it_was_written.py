"""Hold when advice was written, who agreed to its use, and what excuses that it is late."""

from django.db import migrations, models

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("cases", "0016_answers_are_settled"),)
    operations = (
        migrations.AddField(
            model_name="advice",
            name="late_because",
            field=models.CharField(
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
        migrations.AddField(
            model_name="advice",
            name="reuse_agreed_by",
            field=models.JSONField(blank=True, db_default=[], default=list),
        ),
        migrations.AddField(
            model_name="advice",
            name="written_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="adviceversion",
            name="late_because",
            field=models.CharField(
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
        migrations.AddField(
            model_name="adviceversion",
            name="reuse_agreed_by",
            field=models.JSONField(blank=True, db_default=[], default=list),
        ),
        migrations.AddField(
            model_name="adviceversion",
            name="written_on",
            field=models.DateField(blank=True, null=True),
        ),
        sql.run(
            __file__,
            backwards="""
                CREATE OR REPLACE FUNCTION advice_version_is_written() RETURNS trigger
                LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
                BEGIN
                    INSERT INTO cases_adviceversion
                        (advice_id, number, opinion, is_suitable, summary, conditions,
                         hours_per_week, departures, shown_sha256, from_outside, given_at,
                         given_by_id)
                    VALUES (NEW.id, NEW.version, NEW.opinion, NEW.is_suitable, NEW.summary,
                        NEW.conditions, NEW.hours_per_week, NEW.departures, NEW.shown_sha256,
                        NEW.from_outside, NEW.given_at, NEW.given_by_id);
                    RETURN NULL;
                END
                $$;
            """,
        ),
    )
