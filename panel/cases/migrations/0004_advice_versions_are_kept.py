"""Have PostgreSQL keep each version of an advice, and fix the advice that went out."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("cases", "0003_told_is_settled"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER advice_given_has_its_first_version ON cases_advice;
                DROP TRIGGER advice_given_changes_by_versions ON cases_advice;
                DROP TRIGGER advice_version_is_written ON cases_advice;
                DROP TRIGGER advice_once_given_is_never_deleted ON cases_advice;
                DROP TRIGGER advice_version_is_kept ON cases_adviceversion;
                DROP TRIGGER circulated_advice_is_kept ON cases_circulation_advice;
                DROP FUNCTION advice_given_changes_by_versions();
                DROP FUNCTION advice_version_is_written();
                GRANT INSERT, UPDATE, DELETE ON cases_adviceversion TO panel_app;
            """,
        ),
    )
