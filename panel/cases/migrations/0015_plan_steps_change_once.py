"""Let one thing of a step of a plan change, once: that it is taken back."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("cases", "0014_links_change_once"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER plan_step_is_kept ON cases_planstep;
                DROP TRIGGER plan_step_is_never_deleted ON cases_planstep;
                CREATE TRIGGER plan_step_is_append_only
                    BEFORE UPDATE OR DELETE OR TRUNCATE ON cases_planstep
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
                REVOKE UPDATE (taken_back_at, taken_back_by_id, taken_back_because)
                    ON cases_planstep FROM panel_app;
            """,
        ),
    )
