"""Let nobody change an agency's advice once it is given."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (
        ("cases", "0001_child_and_placement_request"),
        ("audit", "0001_application_role"),
    )
    operations = (
        sql.run(__file__, backwards="DROP TRIGGER advice_once_given_is_kept ON cases_advice;"),
    )
