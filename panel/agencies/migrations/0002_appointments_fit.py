"""Refuse an appointment that doesn't fit its seat, or a deputy of nobody else."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("agencies", "0001_panels_people_and_seats"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER appointment_fits ON agencies_appointment;
                DROP FUNCTION require_appointment_fits;
            """,
        ),
    )
