"""Keep what was agreed, signed and found of a placement as it was recorded."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("cases", "0006_restrictions_are_kept"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER agreement_is_append_only ON cases_placementagreement;
                DROP TRIGGER review_is_append_only ON cases_placementreview;
                DROP TRIGGER outcome_measure_is_append_only ON cases_outcomemeasure;
                DROP TRIGGER change_asked_is_append_only ON cases_placementchange;
                DROP TRIGGER placement_is_kept ON cases_placement;
                DROP TRIGGER signature_is_kept ON cases_signatory;
                DROP TRIGGER suspension_is_kept ON cases_suspension;
                DROP TRIGGER early_review_answered_is_kept ON cases_earlyreview;
                DROP TRIGGER placement_task_done_is_kept ON cases_placementtask;
                DROP TRIGGER placement_is_never_deleted ON cases_placement;
                DROP TRIGGER signatory_is_never_deleted ON cases_signatory;
                DROP TRIGGER suspension_is_never_deleted ON cases_suspension;
                DROP TRIGGER early_review_is_never_deleted ON cases_earlyreview;
                DROP TRIGGER placement_task_is_never_deleted ON cases_placementtask;
                GRANT UPDATE, DELETE ON cases_placementagreement, cases_placementreview,
                    cases_outcomemeasure, cases_placementchange TO panel_app;
                GRANT DELETE ON cases_placement, cases_signatory, cases_suspension,
                    cases_earlyreview, cases_placementtask TO panel_app;
            """,
        ),
    )
