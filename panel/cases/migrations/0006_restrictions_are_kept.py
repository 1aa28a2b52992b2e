"""Keep every restriction as it was made, and everybody who opened a case in an emergency."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("cases", "0005_papers_are_kept"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER restriction_is_kept ON cases_restriction;
                DROP TRIGGER restriction_is_never_deleted ON cases_restriction;
                DROP TRIGGER restriction_keeps_its_names ON cases_restriction_named;
                DROP TRIGGER emergency_access_is_kept ON cases_emergencyaccess;
            """,
        ),
    )
