"""Have PostgreSQL keep each partner's consent as it was given."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("decisions", "0007_consents_to_overspend_are_kept"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                GRANT UPDATE, DELETE, TRUNCATE ON decisions_expenditureconsent TO panel_app;
                DROP TRIGGER decisions_expenditureconsent_is_append_only
                    ON decisions_expenditureconsent;
            """,
        ),
    )
