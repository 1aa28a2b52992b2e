"""Have PostgreSQL keep what each letter to a family said, and its file once it is printed."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("decisions", "0008_expenditure_consents_are_kept"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER family_letter_is_kept ON decisions_familyletter;
                DROP TRIGGER family_letter_is_never_deleted ON decisions_familyletter;
                GRANT DELETE, TRUNCATE ON decisions_familyletter TO panel_app;
            """,
        ),
    )
