"""Refuse a second account for one mailbox by other capitals."""

from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = (("agencies", "0004_a_seat_has_one_holder"),)
    operations = (
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                Lower("username"), name="person_signs_in_with_an_address_of_their_own"
            ),
        ),
    )
