"""Carry plans in force, and outcomes written one on a line, over to where they are told now."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("cases", "0011_child_told_once"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                UPDATE cases_child SET has_plan = plan_stage IN ('issued', 'reviewed');
                UPDATE cases_placementrequest AS request SET outcomes_sought = (
                    SELECT coalesce(string_agg(what, E'\\n' ORDER BY position), '')
                    FROM cases_soughtoutcome WHERE placement_request_id = request.id
                );
                DELETE FROM cases_soughtoutcome;
            """,
        ),
    )
