"""Hold when advice was written, who agreed to its use, and what excuses that it is late."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("cases", "0010_answers_are_settled"),)
    operations = (
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
