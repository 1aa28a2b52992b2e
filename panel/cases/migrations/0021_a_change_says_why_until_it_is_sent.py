"""Let why a change is asked for be written anew, until its request is sent."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("cases", "0020_agreements_of_sums_paid_once"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER change_asked_is_kept ON cases_placementchange;
                DROP TRIGGER change_asked_is_never_deleted ON cases_placementchange;
                DROP FUNCTION request_is_being_written(bigint);
                CREATE TRIGGER change_asked_is_append_only
                    BEFORE UPDATE OR DELETE OR TRUNCATE ON cases_placementchange
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
                REVOKE UPDATE (reason) ON cases_placementchange FROM panel_app;
            """,
        ),
    )
