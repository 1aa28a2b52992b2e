"""Refuse two holders of one seat at the same time."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("agencies", "0002_appointments_fit"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                ALTER TABLE agencies_appointment
                    DROP CONSTRAINT appointment_to_a_seat_is_one_person_s_at_a_time;
            """,
        ),
    )
