"""Keep alerts and plans as they were, and what was told of a plan."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0011_ledger_authorise_floor"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER alert_keeps_what_was_found ON pooledbudget_variancealert;
                DROP TRIGGER alert_once_ended_is_kept ON pooledbudget_variancealert;
                DROP TRIGGER alert_is_never_deleted ON pooledbudget_variancealert;
                DROP TRIGGER action_plan_keeps_what_was_planned ON pooledbudget_actionplan;
                DROP TRIGGER action_plan_once_ended_is_kept ON pooledbudget_actionplan;
                DROP TRIGGER action_plan_is_never_deleted ON pooledbudget_actionplan;
                DROP TRIGGER plan_progress_is_kept ON pooledbudget_planprogress;
                GRANT DELETE ON pooledbudget_variancealert, pooledbudget_actionplan TO panel_app;
                GRANT UPDATE, DELETE ON pooledbudget_planprogress TO panel_app;
            """,
        ),
    )
